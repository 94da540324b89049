import { objectionTo, type Writer } from './writer';

const customer: Writer = { kind: 'customer' };
const agentBy = (agentId: string, teamSeq: number): Writer => ({
  ...{ kind: 'agent', id: 'ann', name: 'Ann' },
  assignment: { agentId, teamSeq },
});
const unheard: Writer = { kind: 'agent', id: 'ann', name: 'Ann', assignment: undefined };
const owner = agentBy('ann', 5);
const former = agentBy('ann', 3);
const other = agentBy('bob', 5);

const open = { assigned_seq: 5, message_closed_at: null };
const closed = { ...open, message_closed_at: new Date() };

it.each([
  ['waiting', open, [undefined, 'CHAT.ASSIGNMENT_SUPERSEDED', 'CHAT.ASSIGNMENT_SUPERSEDED', 'CHAT.NOT_OWNER']],
  ['in_progress', open, [undefined, undefined, 'CHAT.ASSIGNMENT_SUPERSEDED', 'CHAT.NOT_OWNER']],
  ['ended', open, Array<string>(4).fill('CHAT.ALREADY_ENDED')],
  ['cancelled', open, Array<string>(4).fill('CHAT.ALREADY_ENDED')],
  ['left_message', open, [undefined, ...Array<string>(3).fill('CHAT.NOT_IN_PROGRESS')]],
  ['left_message', closed, ['MESSAGE.ALREADY_CLOSED', ...Array<string>(3).fill('CHAT.NOT_IN_PROGRESS')]],
] as const)('%s: what speaks against customer, owner, former owner and another agent', (state, chat, expected) => {
  expect([customer, owner, former, other].map((writer) => objectionTo(writer, { state, ...chat }))).toEqual(expected);
});

it('an assignment not heard of is no objection for ever, unless the chat is over', () => {
  const states = ['waiting', 'in_progress', 'ended', 'left_message'] as const;
  expect(states.map((state) => objectionTo(unheard, { state, ...open }))).toEqual([
    ...['CHAT.ASSIGNMENT_NOT_SEEN', 'CHAT.ASSIGNMENT_NOT_SEEN', 'CHAT.ALREADY_ENDED', 'CHAT.NOT_IN_PROGRESS'],
  ]);
});
