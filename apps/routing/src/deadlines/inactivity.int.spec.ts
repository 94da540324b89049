import { uuidv7 } from '@switchboard/contracts';
import { aBeat, aMessage } from '../test-support/builders.harness.spec';
import { eventually } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();

const dueIn = async (chatId: string): Promise<number | undefined> => {
  const rows = await routing.service.rows<{ seconds: number }>(
    `SELECT extract(epoch FROM due_at - clock_timestamp())::float8 AS seconds FROM deadline
     WHERE kind = 'inactivity' AND subject_id = $1`,
    [chatId],
  );
  return rows[0]?.seconds;
};

/** As if the chat had been silent for nearly the whole time. */
const almostDue = (chatId: string) =>
  routing.service.rows(`UPDATE deadline SET due_at = clock_timestamp() + interval '60 s' WHERE subject_id = $1`, [
    chatId,
  ]);

describe('a chat in progress in which nobody writes', () => {
  it('ends by inactivity, and its place is free', async () => {
    const team = await routing.team({ inactivitySeconds: 600, defaultCapacity: 1 });
    await team.agent('Ann');
    const [chat, waiting] = (await team.requests(2)) as [string, string];
    expect(await dueIn(chat)).toBeGreaterThan(590);
    expect(await dueIn(waiting)).toBeUndefined();
    await routing.makeDue(chat);
    await team.soonOwnedBy(waiting, 'Ann');
    expect((await routing.service.outbox(chat)).at(-1)).toMatchObject({
      type: 'chat.ended.v1',
      data: { outcome: 'ended', reason: 'inactivity', actor: { kind: 'system' } },
    });
    const { body } = await routing.service.call('GET', `/chats/${chat}/decisions`, team.managerToken);
    expect(body.items).toMatchObject([{}, { sentence: 'Nobody had written for long, so the chat ended.' }]);
  });

  it('does not end while people write, customers or agents; texts are not kept', async () => {
    const team = await routing.team({ inactivitySeconds: 600 });
    const ann = await team.agent('Ann');
    const chat = await team.request();
    for (const author of [undefined, { kind: 'agent', id: ann.id } as const]) {
      await almostDue(chat);
      await routing.service.deliver('routing.activity', [aMessage(team.id, chat, author)]);
      expect(await dueIn(chat)).toBeGreaterThan(590);
    }
    expect(await team.ownerOf(chat)).toBe('Ann');
    const kept = await routing.service.rows(`SELECT FROM chat_content WHERE content LIKE '%Still there%'`);
    expect(kept).toEqual([]);
  });

  it('is not kept by what is written elsewhere, or is said to be of another team', async () => {
    const [team, other] = [await routing.team({ inactivitySeconds: 600 }), await routing.team()];
    await team.agent('Ann');
    const [chat, elsewhere] = (await team.requests(2)) as [string, string];
    await almostDue(chat);
    await routing.service.deliver('routing.activity', [
      aMessage(other.id, chat),
      aMessage(team.id, elsewhere),
      aMessage(team.id, uuidv7()),
    ]);
    expect(await dueIn(chat)).toBeLessThanOrEqual(60);
    expect(await dueIn(elsewhere)).toBeGreaterThan(590);
  });

  it('has the whole time again with another agent', async () => {
    const team = await routing.team({ inactivitySeconds: 600, method: 'manual' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = await team.request();
    await team.claim(ann, chat);
    await almostDue(chat);
    await routing.service.call('POST', `/chats/${chat}/transfer`, ann.token, { agentId: ben.id });
    expect(await dueIn(chat)).toBeGreaterThan(590);
  });

  it('ends although routing was down when its time came', async () => {
    const team = await routing.team({ inactivitySeconds: 600 });
    await team.agent('Ann');
    const chat = await team.request();
    await routing.stop();
    await routing.rows('UPDATE routing.deadline SET due_at = now() WHERE subject_id = $1', [chat]);
    await routing.start();
    team.using(routing.service);
    await eventually(async () => expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.ended']));
  });

  it('does not end while nobody can hear who writes, and has the time of that silence again', async () => {
    const team = await routing.team({ inactivitySeconds: 300 });
    await team.agent('Ann');
    const chat = await team.request();
    await routing.stop();
    await routing.rows(`UPDATE routing.presence_pulse SET heard_at = now() - interval '360 s'`);
    await routing.rows(
      `UPDATE routing.deadline SET due_at = now() - interval '60 s', set_at = now() - interval '361 s'
       WHERE subject_id = $1`,
      [chat],
    );
    await routing.start();
    team.using(routing.service);
    await routing.watchHasLooked(team.id);
    expect(await team.ownerOf(chat)).toBe('Ann');
    await routing.service.deliver('routing.presence', [aBeat()]);
    expect(await dueIn(chat)).toBeGreaterThan(290);
    await routing.makeDue(chat);
    await eventually(async () => expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.ended']));
  });

  it('is watched once the team wants it, and no more once the team does not', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const chat = await team.request();
    expect(await dueIn(chat)).toBeUndefined();
    await team.configure({ inactivitySeconds: 300 });
    expect(await dueIn(chat)).toBeGreaterThan(290);
    await team.configure({});
    expect(await dueIn(chat)).toBeUndefined();
    await routing.service.deliver('routing.activity', [aMessage(team.id, chat)]);
    await team.end(ann, chat);
  });

  it('leaves no deadline behind when it ends or waits again', async () => {
    const team = await routing.team({ inactivitySeconds: 300, method: 'manual' });
    const ann = await team.agent('Ann');
    const [a, b] = (await team.requests(2)) as [string, string];
    await team.claim(ann, a);
    await team.claim(ann, b);
    await team.end(ann, a);
    await routing.service.call('POST', `/chats/${b}/requeue`, ann.token);
    await eventually(async () => expect([await dueIn(a), await dueIn(b)]).toEqual([undefined, undefined]));
  });
});
