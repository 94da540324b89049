import type { RequestChat } from '../command';
import type { AssignmentCause } from '../decision';
import type { Chat } from '../model';
import { explainPick } from '../selection/explain';
import type { WorkingTeam } from '../working-team';

/**
 * Gives a chat to the agent whose turn it is; false when nobody has a place. The one who gave it up comes last
 * (product.md, requeue: "not straight back to the one who gave it up while others are eligible").
 */
export function assignAutomatically(
  team: WorkingTeam,
  chat: Chat,
  cause: AssignmentCause,
  request?: RequestChat,
): boolean {
  // Agents that commands name are in memory too: they are not the best of a team whose candidates nobody has read.
  const choice = team.candidatesRead ? team.candidates.choose(chat.givenUpBy) : undefined;
  if (!choice) return false;
  const { strategy, census } = team.team;
  team.assign(chat, choice.winner, {
    ...(request && { request }),
    method: 'automatic',
    cause,
    strategy,
    ...explainPick(choice, strategy, { ...census }),
    actor: { kind: 'system' },
  });
  return true;
}
