import type { Evidence } from './evidence';
import type { Findings } from './findings';
import type { LifeEvent } from './history';

/** Nothing of a team may appear in another one. */
export function checkCrossTeam({ ledger, database }: Evidence, events: readonly LifeEvent[], findings: Findings): void {
  const leak = (sentence: string): void => findings.add('crossTeam', sentence);
  const teamOfAgent = new Map(database.agents.map(({ id, teamId }) => [id, teamId]));
  const teamOfChat = new Map<string, string>();
  for (const entry of ledger) if (entry.kind === 'request') teamOfChat.set(entry.chatId, entry.teamId);

  for (const { topic, id, teamId, extensionTeamId, chatId, data, record } of events) {
    const home = teamOfChat.get(chatId) ?? teamId;
    const named = [teamId, extensionTeamId, record.key, teamOfAgentNamed(data, teamOfAgent) ?? teamId];
    if (named.some((team) => team !== home)) {
      leak(`${topic} ${id} of chat ${chatId} names the teams ${[...new Set([home, ...named])].join(', ')}`);
    }
  }
  for (const { id, teamId, agentId } of [...database.chats, ...database.assignments]) {
    const agentTeam = agentId === null ? teamId : (teamOfAgent.get(agentId) ?? 'none');
    if (agentTeam !== teamId) leak(`${id} of team ${teamId} is with agent ${agentId} of team ${agentTeam}`);
  }
  const teamOfEvent = new Map(events.map(({ id, teamId }) => [id, teamId]));
  for (const { teamId, event } of database.fed ?? []) {
    const home = teamOfEvent.get(event) ?? teamId;
    if (home !== teamId) leak(`the feed of team ${teamId} holds ${event} of team ${home}`);
  }
}

function teamOfAgentNamed(data: LifeEvent['data'], teams: ReadonlyMap<string, string>): string | undefined {
  const agentId = data.agent?.id ?? data.agentId;
  return agentId === undefined ? undefined : (teams.get(agentId) ?? 'none');
}
