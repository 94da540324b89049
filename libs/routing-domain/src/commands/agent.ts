import type { ConfigureAgent, SetAvailability, SetPresence } from '../command';
import type { Agent } from '../model';
import type { WorkingTeam } from '../working-team';
import { giveUpAll } from './move';

/** The agent's own wish. Only a change counts, and each change has the next version. */
export function setAvailability(team: WorkingTeam, command: SetAvailability): void {
  const agent = team.agent(command.agentId);
  if (!agent || agent.configurationVersion === 0) {
    return team.refuse(command, 'AGENT.NOT_FOUND', 'no such agent in this team');
  }
  const { availability } = command;
  if (agent.availability === availability) return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  const version = agent.availabilityVersion + 1;
  const change = { availability, availabilityVersion: version };
  team.placeFreedBy(team.changeAgent(agent, change));
  team.decide({ kind: 'availability-changed', agentId: agent.id, availability, since: team.now, version });
}

/** Connected or not, by version: transitions may arrive in any order. */
export function setPresence(team: WorkingTeam, command: SetPresence): void {
  if (isForeign(team, command)) return;
  const agent = team.agent(command.agentId) ?? unheardOf(team, command.agentId);
  if (command.version <= agent.presenceVersion) return team.decide({ kind: 'unchanged', command, because: 'stale' });
  const change = { connected: command.connected, presenceVersion: command.version };
  const dropped = agent.connected && !command.connected;
  const changed = team.changeAgent(agent, change);
  team.placeFreedBy(changed);
  if (command.connected) team.clearDeadline('grace', agent.id);
  if (dropped) startGrace(team, changed);
}

/** Chats of an agent who lost the connection are kept for the grace period; then the team's rule decides. */
function startGrace(team: WorkingTeam, agent: Agent): void {
  const { afterGrace, graceSeconds } = team.team.rules;
  if (agent.activeChats > 0 && afterGrace !== 'keep') {
    team.setDeadline('grace', agent.id, team.inSeconds(graceSeconds));
  }
}

/** What settings says of an agent. One who leaves for good gives up all chats: they wait again at their places. */
export function configureAgent(team: WorkingTeam, command: ConfigureAgent): void {
  if (isForeign(team, command)) return;
  const agent = team.agent(command.agentId) ?? unheardOf(team, command.agentId);
  if (command.version <= agent.configurationVersion) {
    return team.decide({ kind: 'unchanged', command, because: 'stale' });
  }
  const change = {
    name: command.name,
    active: command.active,
    ownCapacity: command.capacity,
    capacity: command.capacity ?? team.team.defaultCapacity,
    configurationVersion: command.version,
  };
  const leaves = agent.active && !command.active;
  const changed = team.changeAgent(agent, change);
  team.placeFreedBy(changed);
  if (!leaves) return;
  giveUpAll(team, changed, 'deactivated', false);
  team.clearDeadline('grace', agent.id);
}

/** An agent belongs to one team for good (architecture.md, Roles). */
function isForeign(team: WorkingTeam, command: SetPresence | ConfigureAgent): boolean {
  const foreign = team.foreignAgents.has(command.agentId);
  if (foreign) team.refuse(command, 'AGENT.OTHER_TEAM', 'the agent belongs to another team');
  return foreign;
}

/** Presence and configuration come on different topics, so either may be the first to name an agent. */
const unheardOf = (team: WorkingTeam, id: string): Agent => ({
  id,
  name: '',
  active: false,
  connected: false,
  availability: 'hidden',
  availabilityVersion: 0,
  ownCapacity: undefined,
  capacity: team.team.defaultCapacity,
  activeChats: 0,
  lastSequence: 0,
  configurationVersion: 0,
  presenceVersion: 0,
});
