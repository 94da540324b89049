import { check } from './check';
import type { DatabaseState } from './evidence';
import { type FaultCounts, faultKinds } from './findings';
import type { Story } from './story.support';

/** The faults that a check of the story finds, with some of its rows spoilt. */
export function faultsOf(story: Story, spoilt: Partial<DatabaseState> = {}): Partial<FaultCounts> {
  const verdict = check(story.evidence(spoilt));
  return Object.fromEntries(faultKinds.filter((kind) => verdict[kind] > 0).map((kind) => [kind, verdict[kind]]));
}
