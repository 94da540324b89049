import type { Census } from './evidence';
import type { Findings } from './findings';
import type { TeamState } from './team-state';

/** Holds counters that were seen in the rows to what the events say of that moment. */
export function compareCensus({ teamId, sequence, waiting, agents }: Census, state: TeamState, into: Findings): void {
  const at = `at number ${sequence} of team ${teamId}`;
  if (waiting !== state.waiting.size) {
    into.add('counterDrift', `${waiting} waited by the row, ${state.waiting.size} by the events ${at}`);
  }
  for (const { id, activeChats, lastSequence } of agents) {
    const { active, last } = state.load(id);
    if (activeChats === active && lastSequence === last) continue;
    const row = `${activeChats} chats, last ${lastSequence} by the row`;
    into.add('counterDrift', `agent ${id}: ${row}, ${active}, last ${last} by the events ${at}`);
  }
}
