import { topics } from '@switchboard/contracts';
import type { DatabaseState, Evidence } from './evidence';
import type { Findings } from './findings';
import type { History, LifeEvent } from './history';
import type { Notice } from './notice';

/** Nothing of a team may appear in another one. */
export function checkCrossTeam({ ledger, database }: Evidence, history: History, findings: Findings): void {
  const { events, notices } = history;
  const leak = (sentence: string): void => findings.add('crossTeam', sentence);
  const teamOfAgent = new Map(database.agents.map(({ id, teamId }) => [id, teamId]));
  const teamOfChat = new Map<string, string>();
  for (const entry of ledger) if (entry.kind === 'request') teamOfChat.set(entry.chatId, entry.teamId);

  for (const event of events) {
    const { topic, id, chatId } = event;
    const teams = teamsOf(event, teamOfChat, teamOfAgent);
    if (teams.length > 1) leak(`${topic} ${id} of chat ${chatId} names the teams ${teams.join(', ')}`);
  }
  for (const notice of notices) {
    const teams = teamsOfNotice(notice, teamOfChat, teamOfAgent);
    if (teams.length > 1) leak(`${notice.topic} ${notice.id} names the teams ${teams.join(', ')}`);
  }
  checkRows(database, teamOfAgent, leak);
  const teamOfEvent = new Map([...events, ...notices].map(({ id, teamId }) => [id, teamId]));
  for (const { teamId, event } of database.fed ?? []) {
    const home = teamOfEvent.get(event) ?? teamId;
    if (home !== teamId) leak(`the feed of team ${teamId} holds ${event} of team ${home}`);
  }
}

type TeamOf = ReadonlyMap<string, string>;

/** The different teams that an event names, the one of its chat's request first. */
function teamsOf(event: LifeEvent, teamOfChat: TeamOf, teamOfAgent: TeamOf): string[] {
  const { teamId, extensionTeamId, record, data, chatId } = event;
  const agentId = data.agent?.id ?? data.agentId;
  const agentsTeam = agentId === undefined ? teamId : (teamOfAgent.get(agentId) ?? 'none');
  return [...new Set([teamOfChat.get(chatId) ?? teamId, teamId, extensionTeamId, record.key ?? '', agentsTeam])];
}

/** As `teamsOf`; what an event leaves out, and accounts that are no agents (managers), speak against nothing. */
function teamsOfNotice(notice: Notice, teamOfChat: TeamOf, teamOfAgent: TeamOf): string[] {
  const { topic, teamId, extensionTeamId, agentId = '', data, record } = notice;
  const key = topics[topic].keyedBy === 'team' ? record.key : undefined;
  const named = [teamOfChat.get(data.chatId ?? ''), teamId, extensionTeamId, key, teamOfAgent.get(agentId)];
  return [...new Set(named.filter((team) => team !== undefined))];
}

function checkRows(database: DatabaseState, teamOfAgent: TeamOf, leak: (sentence: string) => void): void {
  for (const { id, teamId, agentId } of [...database.chats, ...database.assignments]) {
    const agentTeam = agentId === null ? teamId : (teamOfAgent.get(agentId) ?? 'none');
    if (agentTeam !== teamId) leak(`${id} of team ${teamId} is with agent ${agentId} of team ${agentTeam}`);
  }
}
