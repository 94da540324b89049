import { createEvent, uuidv7 } from '@switchboard/contracts';
import { ChatBoard, lineOfChange, type BoardChange, type ChatEvent } from './chat-board';

const [me, team, chat] = [uuidv7(), uuidv7(), uuidv7()];
const at = '2026-01-05T08:00:00.000Z';
const about = (teamSeq: number) => ({ source: 'routing', subject: chat, key: team, teamId: team, teamSeq }) as const;

const queued = (seq: number): ChatEvent => ({
  topic: 'chat.queued',
  event: createEvent('chat.queued', {
    ...about(seq),
    data: { chatId: chat, teamId: team, queueSeq: seq, enqueuedAt: at, why: 'manual' },
  }),
});
const assigned = (seq: number, agentId: string): ChatEvent => ({
  topic: 'chat.assigned',
  event: createEvent('chat.assigned', {
    ...about(seq),
    data: {
      chatId: chat,
      teamId: team,
      assignmentId: uuidv7(),
      agent: { id: agentId, name: 'Bea' },
      method: 'automatic',
      cause: 'request',
      reason: { sentence: 'Fewest chats.', facts: {} },
      settingsVersion: 1,
      enqueuedAt: at,
      assignedAt: at,
      actor: { kind: 'system' },
    },
  }),
});
const ended = (seq: number): ChatEvent => ({
  topic: 'chat.ended',
  event: createEvent('chat.ended', {
    ...about(seq),
    data: { chatId: chat, teamId: team, outcome: 'ended', endedAt: at, actor: { kind: 'system' } },
  }),
});

describe('what the agent sees', () => {
  it('follows a chat from the waiting list to its end', () => {
    const board = new ChatBoard(me);
    const changes = [queued(1), assigned(2, me), ended(3)].map((event) => board.apply(event));
    expect(changes.map((change) => lineOfChange(change as BoardChange))).toEqual([
      `Waiting  ${chat}`,
      `Yours    ${chat}  Fewest chats.`,
      `Ended    ${chat}  ended`,
    ]);
    expect([board.waiting.size, board.mine.size]).toEqual([0, 0]);
  });

  it('loses a chat that passes to a colleague', () => {
    const board = new ChatBoard(me);
    board.apply(assigned(1, me));
    expect(board.apply(assigned(2, uuidv7()))).toMatchObject({ kind: 'theirs', agentName: 'Bea', wasMine: true });
    expect(board.mine.size).toBe(0);
  });

  it('ignores what the chat has overtaken', () => {
    const board = new ChatBoard(me);
    board.apply(assigned(5, me));
    expect(board.apply(queued(4))).toBeUndefined();
    expect([board.waiting.size, board.mine.size]).toEqual([0, 1]);
  });
});
