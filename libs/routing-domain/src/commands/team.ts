import type { ConfigureTeam } from '../command';
import { isAutomatic } from '../model';
import type { WorkingTeam } from '../working-team';
import { assignAutomatically } from './assign-automatically';
import { watchHours } from './hours';

/** What settings says of a team. Switching to automatic, a higher default or a first configuration drain the queue. */
export function configureTeam(team: WorkingTeam, command: ConfigureTeam): void {
  const { team: row } = team;
  if (command.version <= row.version) return team.decide({ kind: 'unchanged', command, because: 'stale' });
  const defaultCapacityChanged = command.defaultCapacity !== row.defaultCapacity;
  const strategyChanged = command.strategy !== row.strategy;
  row.name = command.name;
  row.version = command.version;
  row.method = command.method;
  row.strategy = command.strategy;
  row.defaultCapacity = command.defaultCapacity;
  row.rules = command.rules;
  row.removed = command.removed;
  if (defaultCapacityChanged) writeOutCapacity(team);
  team.rerank();
  team.placeFreed();
  watchHours(team);
  team.decide({ kind: 'team-configured', command, defaultCapacityChanged, strategyChanged });
}

/** For the agents in memory; the decision tells the shell to do the same to all others. */
function writeOutCapacity(team: WorkingTeam): void {
  for (const agent of team.knownAgents()) {
    if (agent.ownCapacity === undefined) team.changeAgent(agent, { capacity: team.team.defaultCapacity });
  }
}

/**
 * Oldest waiting chat first, until nobody waits or nobody has a place: only then it is no longer due.
 * `team.waiting()` is one chunk of the queue; what is left beyond it keeps the drain due.
 */
export function drain(team: WorkingTeam): void {
  const { team: row } = team;
  if (!isAutomatic(row) || row.waiting === 0) {
    row.drainDue = false;
    return;
  }
  if (team.paused) return;
  for (const chat of team.waiting()) if (!assignAutomatically(team, chat, 'drain')) break;
  row.drainDue = row.waiting > 0 && !team.candidates.isEmpty;
}
