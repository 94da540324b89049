import type { Lapse } from '../command';
import { unreachable } from '../model';
import type { WorkingTeam } from '../working-team';
import { finish } from './finish';
import { closingTime } from './hours';
import { giveUpAll } from './move';

/** A deadline whose time has come. It may have been moved or taken away since somebody looked: then nothing happens. */
export function lapse(team: WorkingTeam, command: Lapse): void {
  const deadline = team.deadline(command.deadline, command.subjectId);
  const stands = deadline !== undefined && deadline.dueAt <= team.now;
  // While presence is silent only closing times come: nobody knows who has come back, or written.
  if (!stands || (command.deadline !== 'hours' && team.paused)) {
    return team.decide({ kind: 'unchanged', command, because: 'stale' });
  }
  team.clearDeadline(command.deadline, command.subjectId);
  switch (command.deadline) {
    case 'grace':
      return graceIsOver(team, command.subjectId);
    case 'inactivity':
      return inactive(team, command.subjectId);
    case 'hours':
      return closingTime(team);
    default:
      return unreachable(command.deadline);
  }
}

/** The agent has not come back in time: the team's rule of this moment decides. */
function graceIsOver(team: WorkingTeam, agentId: string): void {
  const agent = team.agent(agentId);
  const { afterGrace } = team.team.rules;
  if (!agent || agent.connected || afterGrace === 'keep') return;
  giveUpAll(team, agent, 'grace_period', afterGrace === 'reassign');
}

function inactive(team: WorkingTeam, chatId: string): void {
  const chat = team.chats.get(chatId);
  if (team.team.rules.inactivitySeconds === undefined) return; // the rule has been taken back
  if (chat?.state === 'in_progress') finish(team, chat, { kind: 'system' }, 'inactivity');
}
