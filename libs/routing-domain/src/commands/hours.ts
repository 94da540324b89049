import { nextChange } from '../opening-hours';
import type { WorkingTeam } from '../working-team';
import { leaveMessage } from './left-message';

/** Has the team looked at when it closes, if its rule is that requests then become left messages. */
export function watchHours(team: WorkingTeam): void {
  const { id, rules } = team.team;
  if (!rules.leftMessage.outsideHours || team.team.removed) return team.clearDeadline('hours', id);
  const next = team.isOpen ? nextChange(rules.schedule, team.now) : team.now;
  if (next === undefined) team.clearDeadline('hours', id);
  else team.setDeadline('hours', id, next);
}

/**
 * The team may have closed: nobody will answer those who still wait today, so they become left messages. `waiting`
 * holds one chunk of the queue; while more wait, the deadline stays due.
 */
export function closeForTheDay(team: WorkingTeam): void {
  if (!team.isOpen) for (const chat of team.waiting()) leaveMessage(team, chat, 'outside_hours');
  if (!team.isOpen && team.team.waiting > 0) return team.setDeadline('hours', team.team.id, team.now);
  const next = nextChange(team.team.rules.schedule, team.now);
  if (next === undefined) team.clearDeadline('hours', team.team.id);
  else team.setDeadline('hours', team.team.id, next);
}
