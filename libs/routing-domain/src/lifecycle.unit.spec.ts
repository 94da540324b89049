import { type Command, NO_RULES } from './index';
import { aChat, anAgent, aRequest, customer, EARLIER, given, manager, NOW } from './test-support/given.harness.spec';

const claim = (agentId: string): Command => ({ kind: 'claim', chatId: 'w', agentId });
const assign = (override: boolean): Command => ({
  kind: 'assign',
  chatId: 'w',
  agentId: 'a',
  override,
  actor: manager,
});
const cancel = (chatId: string): Command => ({ kind: 'cancel', chatId, reason: 'left', actor: customer });
const owned = aChat('w', { state: 'in_progress', agentId: 'a' });

describe('claim', () => {
  it.each(['available', 'busy', 'hidden'] as const)(
    'is for connected members of any availability: %s',
    (availability) => {
      const load = { team: { waiting: 1 }, chats: [aChat('w')], agents: [anAgent('a', { availability })] };
      const { decisions, team, agents } = given(load).when(claim('a'));
      const expected = {
        kind: 'assigned',
        method: 'manual',
        cause: 'claim',
        queueSequence: 50,
        actor: { kind: 'agent' },
      };
      expect(decisions).toMatchObject([expected]);
      expect(team.waiting).toBe(0);
      expect(agents).toMatchObject([{ activeChats: 1, lastSequence: 101 }]);
    },
  );

  it('answers the loser with the winner, and the winner once more with success', () => {
    const load = { team: { waiting: 1 }, chats: [aChat('w')], agents: [anAgent('a'), anAgent('b')] };
    const { decisions, agents } = given(load).when(claim('a'), claim('b'), claim('a'));
    const refusal = { kind: 'refused', code: 'CHAT.ALREADY_ASSIGNED', owner: { id: 'a', name: 'A' } };
    expect(decisions).toMatchObject([{ kind: 'assigned' }, refusal, { kind: 'unchanged', because: 'already-so' }]);
    expect(agents).toHaveLength(1);
  });

  it.each([
    ['AGENT.AT_CAPACITY', { activeChats: 5 }],
    ['AGENT.NOT_CONNECTED', { connected: false }],
    ['AGENT.INACTIVE', { active: false }],
    ['AGENT.NOT_FOUND', { configurationVersion: 0 }],
  ])('is refused: %s', (code, change) => {
    const load = { team: { waiting: 1 }, chats: [aChat('w')], agents: [anAgent('a', change)] };
    const { decisions, team, agents } = given(load).when(claim('a'));
    expect(decisions).toMatchObject([{ kind: 'refused', code }]);
    expect([team.waiting, agents]).toEqual([1, []]);
  });

  it('is refused for a chat that is over or unknown', () => {
    const load = { chats: [aChat('w', { state: 'ended' })], agents: [anAgent('a')] };
    expect(given(load).when(claim('a')).decisions).toMatchObject([{ code: 'CHAT.ALREADY_ENDED' }]);
    expect(given({ agents: [anAgent('a')] }).when(claim('a')).decisions).toMatchObject([{ code: 'CHAT.NOT_FOUND' }]);
  });
});

describe('assignment by a manager', () => {
  const load = { team: { waiting: 1 }, chats: [aChat('w')], agents: [anAgent('a', { activeChats: 5 })] };

  it('keeps to the limit', () => {
    expect(given(load).when(assign(false)).decisions).toMatchObject([{ code: 'AGENT.AT_CAPACITY' }]);
  });

  it('passes the limit only when told to, and says so', () => {
    const reason = { sentence: 'Mia gave the chat to A, above the limit of 5.', facts: { override: true } };
    const expected = { kind: 'assigned', method: 'manual', cause: 'manager', reason, actor: manager };
    expect(given(load).when(assign(true)).decisions).toMatchObject([expected]);
  });
});

describe('end and cancel', () => {
  it('a customer who leaves while waiting cancels; while in progress, ends', () => {
    const load = { team: { waiting: 1 }, chats: [aChat('x'), owned], agents: [anAgent('a', { activeChats: 1 })] };
    const { decisions, team, agents } = given(load).when(cancel('x'), cancel('w'));
    expect(decisions).toMatchObject([
      { kind: 'ended', chatId: 'x', outcome: 'cancelled' },
      { kind: 'ended', chatId: 'w', outcome: 'ended', agentId: 'a' },
    ]);
    expect(team.waiting).toBe(0);
    expect(agents).toMatchObject([{ activeChats: 0 }]);
  });

  it('a cancel before its request is remembered, and the request is born cancelled, announced once', () => {
    const { decisions, team } = given({ agents: [anAgent('a')] }).when(
      cancel('x'),
      cancel('x'),
      aRequest('x'),
      cancel('x'),
    );
    expect(decisions.map((d) => d.kind)).toEqual(['cancel-remembered', 'unchanged', 'ended', 'unchanged']);
    expect(decisions[2]).toMatchObject({ outcome: 'cancelled', request: { chatId: 'x' } });
    expect(team.waiting).toBe(0);
  });

  it('is the last word: only the owner or a manager ends, and only once', () => {
    const end = (actor: Extract<Command, { kind: 'end' }>['actor']): Command => ({ kind: 'end', chatId: 'w', actor });
    const load = { chats: [owned], agents: [anAgent('a', { activeChats: 1 })] };
    const { decisions } = given(load).when(
      end({ kind: 'agent', id: 'b' }),
      end({ kind: 'agent', id: 'a' }),
      end(manager),
    );
    const kinds = [{ code: 'CHAT.NOT_OWNER' }, { kind: 'ended', outcome: 'ended' }, { kind: 'unchanged' }];
    expect(decisions).toMatchObject(kinds);
  });
});

describe('a removed team', () => {
  const removed = { removed: true, waiting: 2 };
  const closing = { kind: 'hours', subjectId: 'team', dueAt: EARLIER } as const;
  const lapse: Command = { kind: 'lapse', deadline: 'hours', subjectId: 'team' };
  const why = { reason: 'team_removed', actor: { kind: 'system' } };

  it('closes at once for those who wait: they have its last word, and nobody is looked after any more', () => {
    const command = { kind: 'configure-team', name: 'T', method: 'automatic', strategy: 'least-assigned' } as const;
    const remove: Command = { ...command, defaultCapacity: 5, rules: NO_RULES, removed: true, version: 4 };
    const [one, two] = [aChat('w1'), aChat('w2')];
    expect(given({ team: { waiting: 2 } }).when(remove).deadlines).toEqual([
      { kind: 'hours', subjectId: 'team', dueAt: NOW },
    ]);
    expect(given().when(remove).deadlines).toEqual([{ kind: 'hours', subjectId: 'team' }]);
    const { decisions, team, deadlines } = given({ team: removed, waiting: [one, two], deadlines: [closing] }).when(
      lapse,
    );
    expect(decisions).toMatchObject(['w1', 'w2'].map((chatId) => ({ chatId, outcome: 'cancelled', ...why })));
    expect(team.waiting).toBe(0);
    expect(deadlines).toEqual([{ kind: 'hours', subjectId: 'team' }]);
  });

  it('goes on with the next chunk of those who wait', () => {
    const { deadlines } = given({ team: removed, waiting: [aChat('w1')], deadlines: [closing] }).when(lapse);
    expect(deadlines).toEqual([{ kind: 'hours', subjectId: 'team', dueAt: NOW }]);
  });

  it.each<[string, Command]>([
    ['who leaves with it', { kind: 'configure-agent', agentId: 'a', name: 'A', active: false, version: 5 }],
    ['who gives it back', { kind: 'requeue', chatId: 'w', actor: { kind: 'agent', id: 'a' } }],
  ])('a chat in progress goes on, and ends with the agent %s', (_, command) => {
    const load = { team: { removed: true }, chats: [owned], agents: [anAgent('a', { activeChats: 1 })] };
    const { decisions, team } = given(load).when(command);
    expect(decisions).toMatchObject([{ kind: 'ended', chatId: 'w', outcome: 'ended', agentId: 'a', ...why }]);
    expect(team.waiting).toBe(0);
  });
});

describe('what frees a place makes a drain due', () => {
  const busy = anAgent('a', { availability: 'busy', presenceVersion: 4, configurationVersion: 4 });
  const waiting = { waiting: 2 };
  const configure = { kind: 'configure-agent', agentId: 'a', name: 'A', active: true, version: 5 } as const;
  const team = {
    kind: 'configure-team',
    name: 'T',
    strategy: 'least-assigned',
    rules: NO_RULES,
    removed: false,
    version: 4,
  } as const;

  it.each<[string, Command, Parameters<typeof anAgent>[1]]>([
    ['a chat ends', { kind: 'end', chatId: 'w', actor: manager }, { activeChats: 5 }],
    ['a customer leaves', cancel('w'), { activeChats: 5 }],
    ['an agent becomes available', { kind: 'set-availability', agentId: 'a', availability: 'available' }, busy],
    ['an agent connects', { kind: 'set-presence', agentId: 'a', connected: true, version: 2 }, { connected: false }],
    ['a capacity is raised', { ...configure, capacity: 6 }, { activeChats: 5 }],
    ['an agent is activated', configure, { active: false }],
    ['the default capacity is raised', { ...team, method: 'automatic', defaultCapacity: 6 }, { activeChats: 5 }],
  ])('%s', (_, command, agent) => {
    const load = { team: waiting, chats: [owned], agents: [anAgent('a', agent)] };
    expect(given(load).when(command).team.drainDue).toBe(true);
    expect(given({ ...load, team: { waiting: 0 } }).when(command).team.drainDue).toBe(false);
  });

  it('the method is switched', () => {
    const command: Command = { ...team, method: 'automatic', defaultCapacity: 5 };
    expect(given({ team: { ...waiting, method: 'manual' } }).when(command).team).toMatchObject({
      drainDue: true,
      version: 4,
    });
    expect(given({ team: waiting }).when({ ...command, method: 'manual' }).team.drainDue).toBe(false);
  });
});

describe('drain', () => {
  const queue = ['1', '2', '3'].map((id) => aChat(id, { queueSequence: Number(id) }));
  const drain: Command = { kind: 'drain' };

  it('gives the oldest first, until nobody has a place', () => {
    const load = { team: { waiting: 3, drainDue: true }, waiting: queue, agents: [anAgent('a', { capacity: 2 })] };
    const { decisions, team } = given(load).when(drain);
    expect(decisions).toMatchObject([
      { chatId: '1', cause: 'drain', queueSequence: 1 },
      { chatId: '2', cause: 'drain', queueSequence: 2 },
    ]);
    expect(team).toMatchObject({ waiting: 1, drainDue: false });
  });

  it('stays due while more wait than one chunk holds', () => {
    const load = { team: { waiting: 9, drainDue: true }, waiting: queue, agents: [anAgent('a')] };
    expect(given(load).when(drain).team).toMatchObject({ waiting: 6, drainDue: true });
  });

  it('stays due while presence gives no sign of life', () => {
    const load = { paused: true, team: { waiting: 3, drainDue: true }, waiting: queue, agents: [anAgent('a')] };
    expect(given(load).when(drain)).toMatchObject({ decisions: [], team: { waiting: 3, drainDue: true } });
  });

  it('offers nothing under manual assignment', () => {
    const load = {
      team: { method: 'manual' as const, waiting: 3, drainDue: true },
      waiting: queue,
      agents: [anAgent('a')],
    };
    expect(given(load).when(drain)).toMatchObject({ decisions: [], team: { drainDue: false } });
  });
});

describe('versions', () => {
  it('lower and equal ones are dropped, whatever the order of arrival', () => {
    const presence = (version: number, connected: boolean): Command => ({
      kind: 'set-presence',
      agentId: 'n',
      connected,
      version,
    });
    const configure = (version: number, name: string): Command => ({
      kind: 'configure-agent',
      agentId: 'n',
      name,
      active: true,
      version,
    });
    const { agents } = given().when(
      presence(2, true),
      presence(1, false),
      configure(7, 'New'),
      configure(6, 'Old'),
      configure(7, 'x'),
    );
    expect(agents).toMatchObject([
      { id: 'n', name: 'New', connected: true, presenceVersion: 2, configurationVersion: 7 },
    ]);
  });

  it('of availability rise with each change only', () => {
    const set = (availability: 'busy' | 'hidden'): Command => ({
      kind: 'set-availability',
      agentId: 'a',
      availability,
    });
    const { decisions } = given({ agents: [anAgent('a')] }).when(set('busy'), set('busy'), set('hidden'));
    expect(decisions).toMatchObject([
      { availability: 'busy', version: 2 },
      { kind: 'unchanged' },
      { availability: 'hidden', version: 3 },
    ]);
  });
});
