import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
const requeue = (chat: string, token: string) => routing.service.call('POST', `/chats/${chat}/requeue`, token);

describe('a requeue', () => {
  it('keeps the original waiting time and place', async () => {
    const team = await routing.team({ method: 'manual' });
    const ann = await team.agent('Ann');
    const [first, second] = (await team.requests(2)) as [string, string];
    await team.claim(ann, first);
    const before = (await routing.service.call('GET', `/chats/${first}`, ann.token)).body;
    expect(await requeue(first, ann.token)).toMatchObject({
      status: 200,
      body: { state: 'waiting', agent: null, assignmentId: null, enqueuedAt: before.enqueuedAt, position: 1 },
    });
    const { body } = await routing.service.call('GET', '/chats?state=waiting', ann.token);
    expect((body.items as { id: string }[]).map(({ id }) => id)).toEqual([first, second]);
    expect((await routing.service.outbox(first)).at(-1)).toMatchObject({
      type: 'chat.requeued.v1',
      data: { previousAgentId: ann.id, cause: 'release', enqueuedAt: before.enqueuedAt, actor: { kind: 'agent' } },
    });
    expect((await requeue(first, ann.token)).status).toBe(200); // it waits already
    expect(await team.story(first)).toEqual(['chat.queued', 'chat.assigned', 'chat.requeued']);
  });

  it('does not go straight back to the one who gave it up while others are eligible', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const chat = await team.request();
    await team.agent('Ben');
    for (let i = 0; i < 3; i++) await team.request(); // Ben 2, Ann 2: Ann is next
    const { body } = await routing.service.call('GET', '/agents', ann.token);
    expect(body.items).toMatchObject([{ activeChats: 2 }, { activeChats: 2 }]);
    await requeue(chat, ann.token); // Ann has fewer now, yet it is not hers again
    await team.soonOwnedBy(chat, 'Ben');
    expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued', 'chat.assigned']);
  });

  it('goes back to the one who gave it up if nobody else is eligible: full, busy or not connected', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const chat = await team.request();
    await team.agent('Full', { capacity: 0 });
    await team.agent('Busy', { availability: 'busy' });
    await team.agent('Away', { connected: false });
    await requeue(chat, ann.token);
    await team.soonOwnedBy(chat, 'Ann');
    expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued', 'chat.assigned']);
  });

  it('may be claimed by the one who gave it up: pressing Assign is a choice of their own', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = await team.request();
    await team.claim(ann, chat);
    await requeue(chat, ann.token);
    expect((await team.claim(ann, chat)).status).toBe(200);
  });

  it('between older and younger ones takes its place between them, and takes no place of the one who had it', async () => {
    const team = await routing.team({ method: 'manual', defaultCapacity: 1 });
    const ann = await team.agent('Ann');
    const [older, chat, younger] = (await team.requests(3)) as [string, string, string];
    await team.claim(ann, chat);
    await requeue(chat, ann.token);
    const { body } = await routing.service.call('GET', '/chats?state=waiting', ann.token);
    const places = (body.items as { id: string; position: number }[]).map(({ id, position }) => [id, position]);
    expect(places).toEqual([
      [older, 1],
      [chat, 2],
      [younger, 3],
    ]);
    const { body: agents } = await routing.service.call('GET', '/agents', ann.token);
    expect(agents.items).toMatchObject([{ activeChats: 0 }]);
    expect((await team.claim(ann, older)).status).toBe(200); // the one place is free again
  });

  it('goes before younger ones that wait', async () => {
    const team = await routing.team({ defaultCapacity: 1 });
    const ann = await team.agent('Ann');
    const [chat, younger] = (await team.requests(2)) as [string, string];
    await team.availability(ann, 'busy');
    await requeue(chat, ann.token);
    expect(await team.ownerOf(chat)).toBeUndefined();
    await team.agent('Ben');
    await team.soonOwnedBy(chat, 'Ben');
    expect(await team.ownerOf(younger)).toBeUndefined();
  });

  it('by a manager takes the chat from its agent; by another agent it is refused', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = await team.request();
    await team.claim(ann, chat);
    expect(await requeue(chat, ben.token)).toMatchObject({ status: 403, body: { code: 'CHAT.NOT_OWNER' } });
    expect((await requeue(chat, team.managerToken)).body).toMatchObject({ state: 'waiting' });
    expect((await routing.service.outbox(chat)).at(-1)).toMatchObject({
      data: { cause: 'manager', previousAgentId: ann.id, actor: { kind: 'manager' } },
    });
    await team.claim(ben, chat);
    await team.end(ben, chat);
    expect(await requeue(chat, ben.token)).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_ENDED' } });
  });
});
