import { type AgentRow, type ChatRow, type DatabaseState, standings, type TeamRow } from './evidence';
import type { Findings } from './findings';

/** What the rows must be among themselves. */
export function checkRows(database: DatabaseState, findings: Findings): void {
  checkCounters(database, findings);
  checkOwners(database, findings);
  checkStuck(database, findings);
}

const count = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};

const inState = (chats: readonly ChatRow[], state: string): ChatRow[] => chats.filter((chat) => chat.state === state);

function checkCounters({ agents, teams, chats }: DatabaseState, findings: Findings): void {
  const owned = count(inState(chats, 'in_progress'), ({ agentId }) => agentId ?? '');
  const waiting = count(inState(chats, 'waiting'), ({ teamId }) => teamId);
  for (const { id, activeChats } of agents) {
    const rows = owned.get(id) ?? 0;
    if (activeChats !== rows) findings.add('counterDrift', `agent ${id} counts ${activeChats} chats, it has ${rows}`);
  }
  for (const team of teams) {
    const rows = waiting.get(team.id) ?? 0;
    if (team.waiting !== rows)
      findings.add('counterDrift', `team ${team.id} counts ${team.waiting} waiting of ${rows}`);
    checkStandings(team, agents, findings);
  }
}

function checkStandings(team: TeamRow, agents: readonly AgentRow[], findings: Findings): void {
  const ofTeam = agents.filter(({ teamId }) => teamId === team.id);
  const are = count(ofTeam, ({ standing }) => standing);
  for (const each of standings) {
    const counted = team.standings[each];
    const rows = are.get(each) ?? 0;
    if (counted !== rows) findings.add('counterDrift', `team ${team.id} counts ${counted} agents ${each} of ${rows}`);
  }
}

/** One active assignment for each chat in progress, and none for any other. */
function checkOwners({ chats, assignments }: DatabaseState, findings: Findings): void {
  const active = assignments.filter((assignment) => assignment.active);
  const perChat = count(active, ({ chatId }) => chatId);
  for (const [chatId, rows] of perChat) {
    if (rows > 1) findings.add('doubleAssigned', `chat ${chatId} has ${rows} active assignments`);
  }
  const byChat = new Map(active.map((assignment) => [assignment.chatId, assignment]));
  for (const { id, state, agentId, assignmentId } of chats) {
    const assignment = byChat.get(id);
    const owned = state === 'in_progress';
    const agrees = owned ? assignment?.id === assignmentId && assignment?.agentId === agentId : !assignment;
    if (agrees) continue;
    const told = `${state} of ${agentId ?? 'nobody'}`;
    findings.add('doubleAssigned', `chat ${id} is ${told}, its active assignment is ${assignment?.agentId ?? 'none'}`);
  }
}

/** Everything has come to rest: nobody may wait where an eligible agent has a place. */
function checkStuck({ teams, agents, chats, presenceIsLive }: DatabaseState, findings: Findings): void {
  if (!presenceIsLive) return;
  const waiting = inState(chats, 'waiting');
  for (const team of teams) {
    if (team.method !== 'automatic' || team.removed) continue;
    const free = agents.find((a) => a.teamId === team.id && a.eligible && a.activeChats < a.capacity);
    if (!free) continue;
    const stuck = waiting.filter(({ teamId }) => teamId === team.id);
    for (const { id } of stuck) findings.add('stuckWaiting', `chat ${id} waits although ${free.id} has a place`);
  }
}
