import type { Instant } from '../instant';
import { nextChange } from '../opening-hours';
import type { WorkingTeam } from '../working-team';
import { leaveMessage } from './left-message';

/** Has the team looked at when it closes, if its rule is that requests then become left messages. */
export function watchHours(team: WorkingTeam): void {
  const { rules, removed } = team.team;
  if (!rules.leftMessage.outsideHours || removed) return lookAgainAt(team, undefined);
  lookAgainAt(team, team.isOpen ? nextChange(rules.schedule, team.now) : team.now);
}

/**
 * The team may have closed: nobody will answer those who still wait today, so they become left messages. `waiting`
 * holds one chunk of the queue; while more wait, the deadline stays due.
 */
export function closeForTheDay(team: WorkingTeam): void {
  if (!team.isOpen) for (const chat of team.waiting()) leaveMessage(team, chat, 'outside_hours');
  const moreWait = !team.isOpen && team.team.waiting > 0;
  lookAgainAt(team, moreWait ? team.now : nextChange(team.team.rules.schedule, team.now));
}

/** Undefined: the hours of this team change nothing any more. */
function lookAgainAt(team: WorkingTeam, at: Instant | undefined): void {
  if (at === undefined) team.clearDeadline('hours', team.team.id);
  else team.setDeadline('hours', team.team.id, at);
}
