import { aChat, anAgent, aRequest, given } from './test-support/given.harness.spec';

const winner = (result: ReturnType<ReturnType<typeof given>['when']>) =>
  result.decisions.map((d) => (d.kind === 'assigned' ? d.agent.id : d.kind));

describe('a request, automatic assignment', () => {
  it('goes to the agent with the fewest chats', () => {
    const result = given({
      agents: [anAgent('a', { activeChats: 2 }), anAgent('b', { activeChats: 1, lastSequence: 99 })],
    });
    const { decisions, team, agents } = result.when(aRequest('c1'));
    expect(decisions).toMatchObject([
      {
        kind: 'assigned',
        agent: { id: 'b', name: 'B' },
        method: 'automatic',
        cause: 'request',
        strategy: 'least-assigned',
        settingsVersion: 3,
        queueSequence: 101,
        sequence: 102,
        reason: {
          sentence: 'B had the fewest chats (1); A came next with 2.',
          facts: { decidedBy: 'fewest-chats', activeChats: 1, runnerUpId: 'a', runnerUpActiveChats: 2 },
        },
      },
    ]);
    expect(agents).toMatchObject([{ id: 'b', activeChats: 2, lastSequence: 102 }]);
    expect(team).toMatchObject({ sequence: 102, waiting: 0, drainDue: false });
  });

  it('goes, among equals, to the agent whose last chat is the oldest', () => {
    const agents = [
      anAgent('a', { activeChats: 1, lastSequence: 9 }),
      anAgent('b', { activeChats: 1, lastSequence: 8 }),
    ];
    expect(winner(given({ agents }).when(aRequest('c1')))).toEqual(['b']);
  });

  it('prefers an agent who never had a chat, then the lower agent id', () => {
    const agents = [anAgent('a', { lastSequence: 1 }), anAgent('c'), anAgent('b')];
    expect(winner(given({ agents }).when(aRequest('c1'), aRequest('c2'), aRequest('c3')))).toEqual(['b', 'c', 'a']);
  });

  it.each([
    ['not a member any more', { active: false }],
    ['disconnected', { connected: false }],
    ['busy', { availability: 'busy' }],
    ['hidden', { availability: 'hidden' }],
    ['at capacity', { activeChats: 5 }],
    ['over capacity', { activeChats: 6 }],
    ['of capacity 0', { capacity: 0 }],
  ] as const)('waits when the only agent is %s', (_, change) => {
    const { decisions, team } = given({ agents: [anAgent('a', change)] }).when(aRequest('c1'));
    expect(decisions).toMatchObject([{ kind: 'queued', why: 'nobody_eligible', sequence: 101 }]);
    expect(team).toMatchObject({ waiting: 1, drainDue: false });
  });

  it('never exceeds a capacity within one batch', () => {
    const result = given({ agents: [anAgent('a', { capacity: 2 })] }).when(
      ...['1', '2', '3'].map((id) => aRequest(id)),
    );
    expect(winner(result)).toEqual(['a', 'a', 'queued']);
  });

  it('goes behind those who wait, even if somebody has a place', () => {
    const { decisions } = given({ team: { waiting: 1 }, agents: [anAgent('a')] }).when(aRequest('c1'));
    expect(decisions).toMatchObject([{ kind: 'queued', why: 'older_waiting' }]);
  });

  it('waits, and a drain is due, while presence gives no sign of life', () => {
    const { decisions, team } = given({ paused: true, agents: [anAgent('a')] }).when(aRequest('c1'));
    expect(decisions).toMatchObject([{ kind: 'queued', why: 'presence_unknown' }]);
    expect(team.drainDue).toBe(true);
  });

  it('waits, and a drain is due, when nobody looked for candidates', () => {
    const load = { candidatesRead: false, team: { waiting: 1 }, chats: [aChat('w')] };
    const result = given(load).when({ kind: 'cancel', chatId: 'w', actor: { kind: 'customer' } }, aRequest('c1'));
    expect(result.decisions).toMatchObject([{ kind: 'ended' }, { kind: 'queued', why: 'older_waiting' }]);
    expect(result.team).toMatchObject({ waiting: 1, drainDue: true });
  });
});

describe('a request after those that waited have left, in one transaction', () => {
  it('is not given to an agent whom the commands name: nobody has looked who is the best', () => {
    const owned = aChat('x', { state: 'in_progress', agentId: 'a' });
    const agents = [anAgent('a', { activeChats: 3 })];
    const cancel = (chatId: string) => ({ kind: 'cancel', chatId, actor: { kind: 'customer' } }) as const;
    const load = { candidatesRead: false, team: { waiting: 1, drainDue: true }, chats: [aChat('w'), owned], agents };
    const { decisions, team } = given(load).when(cancel('w'), cancel('x'), aRequest('c1'));
    expect(decisions.map(({ kind }) => kind)).toEqual(['ended', 'ended', 'queued']);
    expect(team).toMatchObject({ waiting: 1, drainDue: true });
  });
});

describe('a request that cannot be offered', () => {
  it('waits under manual assignment', () => {
    const { decisions } = given({ team: { method: 'manual' }, agents: [anAgent('a')] }).when(aRequest('c1'));
    expect(decisions).toMatchObject([{ kind: 'queued', why: 'manual' }]);
  });

  it('waits in a team that is not known yet', () => {
    const { decisions } = given({ team: { version: 0, method: 'manual' } }).when(aRequest('c1'));
    expect(decisions).toMatchObject([{ kind: 'queued', why: 'team_unknown' }]);
  });

  it('is over at once in a removed team, whose customers have a last word too; its repeat changes nothing', () => {
    const { decisions, team } = given({ team: { removed: true } }).when(aRequest('c1'), aRequest('c1'));
    const request = { chatId: 'c1' };
    const last = { kind: 'ended', request, outcome: 'cancelled', reason: 'team_removed', actor: { kind: 'system' } };
    expect(decisions).toMatchObject([last, { kind: 'unchanged', because: 'duplicate' }]);
    expect(team.waiting).toBe(0);
  });
});

describe('a repeated request', () => {
  it('is dropped when equal, in the table or inside the batch', () => {
    const { decisions, team } = given({ chats: [aChat('c1')] }).when(aRequest('c1'), aRequest('c2'), aRequest('c2'));
    expect(decisions.map((d) => d.kind)).toEqual(['unchanged', 'queued', 'unchanged']);
    expect(team.waiting).toBe(1);
  });

  it('is a conflict when its content differs, in the table or inside the batch', () => {
    const { decisions } = given({ chats: [aChat('c1')] }).when(
      aRequest('c1', 'x'),
      aRequest('c2'),
      aRequest('c2', 'x'),
    );
    expect(decisions).toMatchObject([{ code: 'CHAT.CONFLICT' }, { kind: 'queued' }, { code: 'CHAT.CONFLICT' }]);
  });

  it('is a conflict when the chat is of another team, and tells nothing of it', () => {
    const { decisions } = given({ chats: [aChat('c1', { teamId: 'elsewhere' })] }).when(aRequest('c1'));
    expect(decisions).toMatchObject([{ code: 'CHAT.CONFLICT', detail: expect.not.stringContaining('elsewhere') }]);
  });
});
