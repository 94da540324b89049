import { createEvent, exampleOf, furtherExamplesOf, uuidv7 } from '@switchboard/contracts';
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

const requeued = (seq: number): ChatEvent => ({
  topic: 'chat.requeued',
  event: createEvent('chat.requeued', {
    ...about(seq),
    data: {
      ...{ chatId: chat, teamId: team, previousAgentId: me, cause: 'release', enqueuedAt: at, requeuedAt: at },
      actor: { kind: 'agent', id: me },
    },
  }),
});
const left: ChatEvent = { topic: 'message.left', event: exampleOf('message.left') };
const closed: ChatEvent = { topic: 'message.closed', event: exampleOf('message.closed') };

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

  it('gives a chat back to the waiting list, and gets it again', () => {
    const board = new ChatBoard(me);
    const changes = [assigned(1, me), requeued(2), assigned(3, me)].map((event) => board.apply(event));
    expect(changes.map((change) => change?.kind)).toEqual(['mine', 'waiting', 'mine']);
    expect(lineOfChange(changes[1] as BoardChange)).toBe(`Waiting again  ${chat}`);
    expect([[...board.waiting], [...board.mine]]).toEqual([[], [chat]]);
  });

  it('knows a chat that was transferred to the agent, with the reason', () => {
    const [[, event] = []] = furtherExamplesOf('chat.assigned');
    if (!event) throw new Error('there is no such example');
    const board = new ChatBoard(event.data.agent.id);
    const change = board.apply({ topic: 'chat.assigned', event });
    expect(lineOfChange(change as BoardChange)).toContain('Mina transferred the chat to Jonas.');
    expect([...board.mine]).toEqual([event.data.chatId]);
  });

  it('lists a left message until it is closed, whichever is heard of first', () => {
    const [board, late] = [new ChatBoard(me), new ChatBoard(me)];
    const { chatId } = exampleOf('message.left').data;
    const lines = [board.apply(left)].map((change) => lineOfChange(change as BoardChange));
    expect(lines).toEqual([`Message  ${chatId}  Zoë: Please call me back.  (outside business hours)`]);
    expect([[...board.messages], board.summary]).toEqual([[chatId], '0 waiting, 0 yours. 1 left messages to answer.']);
    expect(lineOfChange(board.apply(closed) as BoardChange)).toBe(`Closed   ${chatId}  Called back, solved.`);
    expect(late.apply(closed)).toMatchObject({ kind: 'closed' });
    expect(late.apply(left)).toBeUndefined();
    expect([board.messages.size, late.messages.size]).toEqual([0, 0]);
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
