import type { Eligibility } from './census-book';
import type { Findings } from './findings';
import type { LifeEvent } from './history';
import type { AgentLoad, ChatLife, TeamState } from './team-state';

export interface Assignment {
  readonly event: LifeEvent;
  /** The chat as it was before. */
  readonly chat: ChatLife;
  readonly agentId: string;
  /** The team's agents at that moment; empty when nobody had looked at them. */
  readonly agents: readonly Eligibility[];
  readonly state: TeamState;
  readonly findings: Findings;
}

type Rank = readonly (keyof AgentLoad)[];

/** What ranks agents by each strategy, the least first. */
const ranks: Partial<Record<string, Rank>> = { 'least-assigned': ['active', 'last'], 'round-robin': ['last'] };
const strategyOf = ({ data }: LifeEvent): string => data.strategy ?? 'least-assigned';

/**
 * Judges an automatic pick, with the state as it was just before. False when nobody can say whether it was fair: no
 * census around it, or a strategy that the checker does not know.
 * A scan over all agents and nothing of routing's own code: what decides must not be what judges.
 */
export function judgePick(pick: Assignment): boolean {
  judgeOrder(pick);
  compareFacts(pick);
  const { event, agents, findings } = pick;
  if (agents.length === 0 || !ranks[strategyOf(event)]) return false;
  const wrong = whyUnfair(pick);
  if (wrong !== undefined) findings.add('unfairPicks', `chat ${event.chatId} (number ${event.seq}): ${wrong}`);
  return true;
}

/** Judges an assignment by any path, with the state as it is just after: only a recorded override passes the limit. */
export function judgeLimit({ event, agentId, agents, state, findings }: Assignment): void {
  const limit = agents.find(({ id }) => id === agentId)?.mostCapacity ?? Infinity;
  const { active } = state.load(agentId);
  if (active <= limit || event.data.reason?.facts?.['override'] === true) return;
  findings.add('overCapacity', `agent ${agentId} had ${active} of ${limit} chats with chat ${event.chatId}`);
}

/** Older ones go first, except to the agent who gave them up. */
function judgeOrder({ event, chat, agentId, state, findings }: Assignment): void {
  if (chat.state !== 'waiting') return;
  for (const [id, other] of state.waiting) {
    if (other.place >= chat.place || other.gaveUp === agentId) continue;
    return findings.add('orderViolations', `chat ${event.chatId} went before chat ${id}, which waited longer`);
  }
}

/** What the decision says that it saw, against what was. */
function compareFacts({ event, agentId, state, findings }: Assignment): void {
  const { active, last } = state.load(agentId);
  const facts = { activeChats: active, lastSequence: last, ...event.data.reason?.facts };
  if (facts.activeChats === active && facts.lastSequence === last) return;
  const saw = `the decision saw ${agentId} with ${facts.activeChats} chats, last ${facts.lastSequence}`;
  findings.add('counterDrift', `chat ${event.chatId}: ${saw}; it had ${active}, last ${last}`);
}

/** Why the pick is not the first by its strategy, and then by id, among those who had a place; undefined if it is. */
function whyUnfair({ event, chat, agentId, agents, state }: Assignment): string | undefined {
  if (agents.find(({ id }) => id === agentId)?.eligible === 'no') return `${agentId} was not eligible`;
  // It does not go straight back to the one who gave it up while others can take it.
  const excluded = chat.gaveUp ?? event.data.previousAgentId;
  const others = agents.filter(
    (s) => s.id !== agentId && s.id !== excluded && s.eligible === 'yes' && state.load(s.id).active < s.leastCapacity,
  );
  if (agentId === excluded) return others[0] && `it went straight back although ${others[0].id} had a place`;
  const mine = state.load(agentId);
  const rank = ranks[strategyOf(event)] ?? [];
  const better = others.find(({ id }) => comesBefore(rank, id, state.load(id), agentId, mine));
  if (!better) return undefined;
  return `${agentId} (${told(mine)}) came before ${better.id} (${told(state.load(better.id))})`;
}

const told = ({ active, last }: AgentLoad): string => `${active} chats, last ${last}`;

function comesBefore(rank: Rank, id: string, load: AgentLoad, otherId: string, other: AgentLoad): boolean {
  const by = rank.find((figure) => load[figure] !== other[figure]);
  return by === undefined ? id < otherId : load[by] < other[by];
}
