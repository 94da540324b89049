import { createEvent, uuidv7 } from '@switchboard/contracts';
import { eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
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

const aMessage = (team: TeamUnderTest, chatId: string) =>
  createEvent('chat.message', {
    source: 'intake',
    subject: chatId,
    key: chatId,
    teamId: team.id,
    data: {
      messageId: uuidv7(),
      chatId,
      teamId: team.id,
      seq: 1,
      author: { kind: 'customer', id: 'c' },
      text: 'Still there?',
      sentAt: '2026-01-05T09:00:00.000Z',
    },
  });

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

  it('does not end while people write', async () => {
    const team = await routing.team({ inactivitySeconds: 600 });
    await team.agent('Ann');
    const chat = await team.request();
    await routing.service.rows(
      `UPDATE deadline SET due_at = clock_timestamp() + interval '1 s' WHERE subject_id = $1`,
      [chat],
    );
    await routing.service.deliver('routing.activity', [aMessage(team, chat)]);
    expect(await dueIn(chat)).toBeGreaterThan(590);
    expect(await team.ownerOf(chat)).toBe('Ann');
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
    await routing.service.deliver('routing.activity', [aMessage(team, chat)]);
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
