import type { Instant } from '../instant';
import { isAutomatic } from '../model';
import { nextChange } from '../opening-hours';
import type { WorkingTeam } from '../working-team';
import { dismiss } from './finish';
import { leaveMessage } from './left-message';

/**
 * Has the team looked at when it closes, if its rule is that requests then become left messages; a removed one closes for
 * good, now, if anybody waits.
 */
export function watchHours(team: WorkingTeam): void {
  const { rules, removed, waiting } = team.team;
  if (removed) return lookAgainAt(team, waiting > 0 ? team.now : undefined);
  if (!rules.leftMessage.outsideHours) return lookAgainAt(team, undefined);
  lookAgainAt(team, team.isOpen ? nextChange(rules.schedule, team.now) : team.now);
}

/** Somebody waits from now on whom closing time has not met: in a team that is closed it comes again, now. */
export function waitsAgain(team: WorkingTeam): void {
  if (team.team.rules.leftMessage.outsideHours && !team.isOpen) lookAgainAt(team, team.now);
}

/** The team may have closed, for the day or for good. */
export function closingTime(team: WorkingTeam): void {
  if (team.team.removed) closeForGood(team);
  else closeForTheDay(team);
}

/** Those who still wait have waited for nothing; chunk by chunk as below. */
function closeForGood(team: WorkingTeam): void {
  for (const chat of team.waiting()) dismiss(team, chat);
  lookAgainAt(team, team.team.waiting > 0 ? team.now : undefined);
}

/**
 * The team may have closed: nobody will answer those who still wait today, so they become left messages. `waiting`
 * holds one chunk of the queue; while more wait, the deadline stays due.
 */
function closeForTheDay(team: WorkingTeam): void {
  if (drainComesFirst(team)) return lookAgainAt(team, team.inSeconds(1));
  if (!team.isOpen) for (const chat of team.waiting()) leaveMessage(team, chat, 'outside_hours');
  const moreWait = !team.isOpen && team.team.waiting > 0;
  lookAgainAt(team, moreWait ? team.now : nextChange(team.team.rules.schedule, team.now));
}

/** Whoever has a place is there to answer, closed or not: only those whom the drain leaves waiting have to leave. */
const drainComesFirst = ({ team, paused }: WorkingTeam): boolean => isAutomatic(team) && team.drainDue && !paused;

/** Undefined: the hours of this team change nothing any more. */
function lookAgainAt(team: WorkingTeam, at: Instant | undefined): void {
  if (at === undefined) team.clearDeadline('hours', team.team.id);
  else team.setDeadline('hours', team.team.id, at);
}
