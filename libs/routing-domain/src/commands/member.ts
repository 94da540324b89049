import type { AssignChat, ClaimChat, TakeMessage, TransferChat } from '../command';
import type { Agent } from '../model';
import type { WorkingTeam } from '../working-team';

/** The agent that a command names, an active member of the team; otherwise the command is answered here. */
export function memberOf(
  team: WorkingTeam,
  command: ClaimChat | AssignChat | TransferChat | TakeMessage,
): Agent | undefined {
  const agent = team.agent(command.agentId);
  if (!agent || agent.configurationVersion === 0) {
    team.refuse(command, 'AGENT.NOT_FOUND', 'no such agent in this team');
  } else if (!agent.active) {
    team.refuse(command, 'AGENT.INACTIVE', `${agent.name} is not an active member of the team`);
  } else {
    return agent;
  }
  return undefined;
}

/** As `memberOf`, for who is to be given a chat: connected as well, whatever the availability. */
export function connectedMember(team: WorkingTeam, command: ClaimChat | AssignChat | TransferChat): Agent | undefined {
  const agent = memberOf(team, command);
  if (!agent || agent.connected) return agent;
  team.refuse(command, 'AGENT.NOT_CONNECTED', `${agent.name} is not connected and would not hear of the chat`);
  return undefined;
}

/** The limit holds for every way of assigning by hand; a manager's override is explicit. True: refused here. */
export function isRefusedAsFull(
  team: WorkingTeam,
  command: ClaimChat | AssignChat | TransferChat,
  agent: Agent,
): boolean {
  if (agent.activeChats < agent.capacity) return false;
  if (command.kind !== 'claim' && command.override) return false;
  team.refuse(command, 'AGENT.AT_CAPACITY', `${agent.activeChats} of ${agent.capacity} chats in progress`);
  return true;
}
