import type { Command, TeamRules } from './index';
import { NO_RULES } from './index';
import { aChat, anAgent, EARLIER, given, manager, NOW } from './test-support/given.harness.spec';

/** NOW is a Monday; nothing is open on it. */
const schedule = { timeZone: 'UTC', hours: [{ day: 2, from: '09:00', to: '17:00' }], holidays: [] };
const closed: TeamRules = { ...NO_RULES, schedule, leftMessage: { outsideHours: true, nobodyAvailable: false } };
const open: TeamRules = { ...closed, schedule: { ...schedule, hours: [{ day: 1, from: '08:00', to: '17:00' }] } };

const owned = aChat('w', { state: 'in_progress', agentId: 'a' });
const requeue: Command = { kind: 'requeue', chatId: 'w', actor: manager };
const closing = { kind: 'hours', subjectId: 'team' } as const;
const lapse: Command = { kind: 'lapse', deadline: 'hours', subjectId: 'team' };

describe('a chat that waits again', () => {
  const givenUp = (rules: TeamRules) =>
    given({ team: { rules }, chats: [owned], agents: [anAgent('a', { activeChats: 1 })] }).when(requeue).deadlines;

  it('while the team is closed meets closing time, now', () => {
    expect(givenUp(closed)).toEqual([{ ...closing, dueAt: NOW }]);
  });

  it('meets none while the team is open, or where closing means nothing', () => {
    expect(givenUp(open)).toEqual([]);
    expect(givenUp({ ...closed, leftMessage: NO_RULES.leftMessage })).toEqual([]);
  });
});

describe('closing time', () => {
  const load = { waiting: [aChat('w')], agents: [anAgent('a')], deadlines: [{ ...closing, dueAt: EARLIER }] };
  const team = { rules: closed, waiting: 1, drainDue: true };

  it('waits a second for the drain, which may have somebody to answer', () => {
    const { decisions, deadlines } = given({ ...load, team }).when(lapse);
    expect([decisions, deadlines]).toEqual([[], [{ ...closing, dueAt: '2026-01-05T09:00:01.000Z' }]]);
  });

  it.each([
    ['none is due', { ...load, team: { ...team, drainDue: false } }],
    ['the team assigns by hand', { ...load, team: { ...team, method: 'manual' as const } }],
    ['none can come, as presence is silent', { ...load, team, paused: true }],
  ])('waits for no drain where %s', (_, all) => {
    expect(given(all).when(lapse).decisions).toMatchObject([{ chatId: 'w', outcome: 'left_message' }]);
  });
});
