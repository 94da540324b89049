import type { Command } from './command';
import { configureAgent, setAvailability, setPresence } from './commands/agent';
import { assignByManager, claim } from './commands/assign-by-hand';
import { cancel, end } from './commands/finish';
import { lapse } from './commands/lapse';
import { closeMessage, takeMessage } from './commands/left-message';
import { requeue, transfer } from './commands/move';
import { request } from './commands/request';
import { configureTeam, drain } from './commands/team';
import type { Decided } from './decision';
import { type Instant, type TeamLoad, unreachable } from './model';
import { WorkingTeam } from './working-team';

/**
 * The whole of routing: what follows from these commands, in this order, for one team. Pure: no clock, no chance, no IO.
 * A batch of requests, an agent's claim and a drain all come through here; a single command is a batch of one.
 *
 * @param load what was read about the team after its row was locked
 * @param now the database's clock
 */
export function decide(load: TeamLoad, commands: readonly Command[], now: Instant): Decided {
  const team = new WorkingTeam(load, now);
  for (const command of commands) {
    team.begin();
    apply(team, command);
  }
  return team.result();
}

function apply(team: WorkingTeam, command: Command): void {
  switch (command.kind) {
    case 'request':
      return request(team, command);
    case 'cancel':
      return cancel(team, command);
    case 'claim':
      return claim(team, command);
    case 'assign':
      return assignByManager(team, command);
    case 'transfer':
      return transfer(team, command);
    case 'requeue':
      return requeue(team, command);
    case 'take-message':
      return takeMessage(team, command);
    case 'close-message':
      return closeMessage(team, command);
    case 'end':
      return end(team, command);
    case 'set-availability':
      return setAvailability(team, command);
    case 'set-presence':
      return setPresence(team, command);
    case 'configure-agent':
      return configureAgent(team, command);
    case 'configure-team':
      return configureTeam(team, command);
    case 'lapse':
      return lapse(team, command);
    case 'drain':
      return drain(team);
    default:
      return unreachable(command);
  }
}
