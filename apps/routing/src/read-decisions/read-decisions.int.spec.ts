import { anAgent } from '../test-support/builders.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
type Item = Record<string, unknown>;
const decisions = async (chat: string, token: string) =>
  (await routing.service.call('GET', `/chats/${chat}/decisions`, token)).body.items as Item[];

describe('the record of an automatic assignment', () => {
  it('names method, strategy, settings version, who came next, and how many could not be picked and why', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const first = await team.request();
    const ben = await team.agent('Ben');
    await team.agent('Cem', { availability: 'busy' });
    await team.agent('Dee', { connected: false });
    await team.agent('Eve', { capacity: 0 });
    const chat = await team.request();
    expect(await decisions(chat, ann.token)).toMatchObject([
      {
        kind: 'assigned',
        agent: { id: ben.id, name: 'Ben' },
        method: 'automatic',
        strategy: 'least-assigned',
        settingsVersion: 1,
        sentence:
          'Ben had the fewest chats (0); Ann came next with 1. 3 other agents could not be picked: ' +
          '1 had as many chats as allowed, 1 was busy, 1 was not connected.',
        facts: { decidedBy: 'fewest-chats', candidates: 2 },
        runnersUp: [{ id: ann.id, name: 'Ann', activeChats: 1 }],
        considered: { free: 2, full: 1, busy: 1, hidden: 0, disconnected: 1, inactive: 0 },
      },
    ]);
    expect(await decisions(first, ann.token)).toMatchObject([{ facts: { decidedBy: 'only-one' } }]);
    expect((await team.lastAssigned(chat)).data.reason.facts).toMatchObject({ candidates: 2, runnerUpId: ann.id });
  });

  it('counts each agent of 300 once, by the first reason, and stays small', async () => {
    const team = await routing.team();
    const crowd = await team.crowd(300); // hidden, all of them
    for (const agent of crowd.slice(0, 20)) await team.availability(agent, 'available');
    for (const agent of crowd.slice(20, 23)) await team.availability(agent, 'busy');
    for (const agent of crowd.slice(22, 26)) await team.connect(agent, false); // one of them was busy
    const left = crowd.slice(25, 30).map(({ id }) => anAgent(team.id, id, { version: 2, active: false }));
    await routing.service.deliver('routing.configuration', left); // one of them was not connected
    const chat = await team.request();
    const [item] = await decisions(chat, team.managerToken);
    expect(item?.considered).toEqual({ free: 20, full: 0, busy: 2, hidden: 270, disconnected: 3, inactive: 5 });
    expect(item?.sentence).toMatch(
      /275 other agents could not be picked: 2 were busy, 270 were hidden, 3 were not connected\.$/,
    );
    expect(item?.runnersUp).toHaveLength(2);
    expect(JSON.stringify(item).length).toBeLessThan(1_500);
    expect(JSON.stringify((await team.lastAssigned(chat)).data.reason).length).toBeLessThan(700);
  }, 120_000);

  it('has who came next in the order of their last assignments', async () => {
    const team = await routing.team();
    const agents = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
    const first = await team.requests(3);
    const [chat] = await team.requests(1);
    const [item] = await decisions(chat ?? '', team.managerToken);
    const order = await Promise.all(first.map(async (id) => (await decisions(id, team.managerToken))[0]?.agent));
    expect(item?.agent).toEqual(order[0]);
    const runnersUp = item?.runnersUp as { id: string; lastSequence: number; activeChats: number }[];
    expect(runnersUp.map(({ id }) => id)).toEqual(order.slice(1).map((agent) => (agent as { id: string }).id));
    const [lower, higher] = runnersUp.map(({ lastSequence }) => lastSequence);
    expect(lower).toBeLessThan(higher ?? 0);
    expect(item?.sentence).toMatch(/both had 1 chat; the last one given to \w+ was longer ago\.$/);
    expect(agents).toHaveLength(1 + runnersUp.length);
  });

  it('says who was passed over because of having given the chat up', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const chat = await team.request();
    const ben = await team.agent('Ben');
    await routing.service.call('POST', `/chats/${chat}/requeue`, ann.token);
    await team.soonOwnedBy(chat, 'Ben');
    const item = (await decisions(chat, team.managerToken)).at(-1);
    expect(item).toMatchObject({
      agent: { id: ben.id },
      sentence: 'Apart from Ann, who gave the chat up: Ben was the only available agent with a free place (0 of 5).',
      facts: { decidedBy: 'only-one', candidates: 2, passedOverId: ann.id },
    });
    await team.agent('Cem');
    await routing.service.call('POST', `/chats/${chat}/requeue`, ben.token);
    await team.soonOwnedBy(chat, 'Cem');
    expect((await decisions(chat, team.managerToken)).at(-1)).toMatchObject({
      sentence: 'Apart from Ben, who gave the chat up: Cem and Ann both had 0 chats; Cem had never been given one.',
      runnersUp: [{ id: ann.id }],
    });
    expect((await team.lastAssigned(chat)).data.reason.facts).toMatchObject({ passedOverId: ben.id });
  });
});

describe('the story of a chat', () => {
  it('tells of a grace period that was over, and of an agent who left the team', async () => {
    const team = await routing.team({ afterGrace: 'reassign' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben', { availability: 'busy' })];
    const chat = await team.request();
    await team.availability(ben, 'available');
    await team.connect(ann, false);
    await routing.makeDue(ann.id);
    await team.soonOwnedBy(chat, 'Ben');
    await routing.service.deliver('routing.configuration', [
      anAgent(team.id, ben.id, { version: 2, name: 'Ben', active: false }),
    ]);
    const items = await decisions(chat, team.managerToken);
    expect(items).toMatchObject([
      { kind: 'assigned', cause: 'request', settingsVersion: 1 },
      { kind: 'assigned', cause: 'reassign', agent: { id: ben.id }, considered: { free: 1, disconnected: 1 } },
      {
        kind: 'requeued',
        cause: 'deactivated',
        sentence: 'Ben left the team: the chat waited again at its original place.',
        previousAgentId: ben.id,
      },
    ]);
    expect(items[1]?.sentence).toBe(
      'Ann lost the connection and did not come back in time. Ben was the only available agent with a free place (0 of 5). ' +
        '1 other agent could not be picked: 1 was not connected.',
    );
  });

  it('tells of waiting, claims, transfers and requeues in order', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = await team.request();
    await team.claim(ann, chat);
    await routing.service.call('POST', `/chats/${chat}/transfer`, ann.token, { agentId: ben.id });
    await routing.service.call('POST', `/chats/${chat}/requeue`, ben.token);
    await team.claim(ann, chat);
    await routing.service.call('POST', `/chats/${chat}/end`, ann.token, { reason: 'Sent again' });
    const items = await decisions(chat, team.managerToken);
    expect(items.map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['queued', 'The team assigns by hand: the chat waited until somebody pressed Assign.'],
      ['assigned', 'Ann pressed Assign.'],
      ['assigned', 'Ann transferred the chat to Ben.'],
      ['requeued', 'Ben gave the chat back: the chat waited again at its original place.'],
      ['assigned', 'Ann pressed Assign.'],
      ['ended', 'Ann ended the chat (Sent again).'],
    ]);
    expect(items.at(-1)).toMatchObject({ actor: { kind: 'agent', id: ann.id }, reason: 'Sent again' });
  });
});
