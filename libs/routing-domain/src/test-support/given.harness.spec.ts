import {
  type Agent,
  type Census,
  type Chat,
  type Command,
  type Decided,
  decide,
  NO_RULES,
  type Standing,
  standingOf,
  type Team,
  type TeamLoad,
} from '../index';

export const NOW = '2026-01-05T09:00:00.000Z';
export const EARLIER = '2026-01-05T08:00:00.000Z';
export const customer = { kind: 'customer' } as const;
export const manager = { kind: 'manager', id: 'm', name: 'Mia' } as const;

export const aTeam = (change: Partial<Team> = {}): Team => ({
  id: 'team',
  name: 'Support',
  version: 3,
  method: 'automatic',
  strategy: 'least-assigned',
  defaultCapacity: 5,
  rules: NO_RULES,
  census: censusOf([]),
  removed: false,
  sequence: 100,
  waiting: 0,
  drainDue: false,
  ...change,
});

/** How many agents have each standing. */
export function censusOf(agents: Iterable<Agent>): Census {
  const census: Record<Standing, number> = { free: 0, full: 0, busy: 0, hidden: 0, disconnected: 0, inactive: 0 };
  for (const agent of agents) census[standingOf(agent)]++;
  return census;
}

export const anAgent = (id: string, change: Partial<Agent> = {}): Agent => ({
  id,
  name: id.toUpperCase(),
  active: true,
  connected: true,
  availability: 'available',
  availabilityVersion: 1,
  ownCapacity: undefined,
  capacity: 5,
  activeChats: 0,
  lastSequence: 0,
  configurationVersion: 1,
  presenceVersion: 1,
  ...change,
});

export const aChat = (id: string, change: Partial<Chat> = {}): Chat => ({
  id,
  teamId: 'team',
  state: 'waiting',
  requestHash: `hash of ${id}`,
  queueSequence: 50,
  enqueuedAt: EARLIER,
  ...change,
});

export const aRequest = (chatId: string, requestHash = `hash of ${chatId}`): Command => ({
  kind: 'request',
  chatId,
  requestHash,
  actor: customer,
});

/** given(what was read).when(commands) → what was decided. */
export function given(load: Partial<Omit<TeamLoad, 'team'>> & { team?: Partial<Team> } = {}) {
  const full: TeamLoad = {
    paused: false,
    agents: [],
    foreignAgents: new Set(),
    candidatesRead: true,
    chats: [],
    waiting: [],
    earlyCancels: new Map(),
    deadlines: [],
    ...load,
    team: aTeam({ census: censusOf(load.agents ?? []), ...load.team }),
  };
  return { when: (...commands: Command[]): Decided => decide(full, commands, NOW) };
}
