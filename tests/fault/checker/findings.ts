/** The kinds of fault, as `npm run fault` reports them (contracts.md, "Commands"). */
export const faultKinds = [
  'lost',
  'doubleAssigned',
  'overCapacity',
  'counterDrift',
  'orderViolations',
  'unfairPicks',
  'stuckWaiting',
  'crossTeam',
] as const;
export type FaultKind = (typeof faultKinds)[number];
export type FaultCounts = Record<FaultKind, number>;

const EXAMPLES = 10;

/** Counts faults by kind and keeps the first of each as sentences. */
export class Findings {
  readonly counts = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as FaultCounts;
  readonly examples: Partial<Record<FaultKind, string[]>> = {};

  add(kind: FaultKind, sentence: string): void {
    this.counts[kind]++;
    const examples = (this.examples[kind] ??= []);
    if (examples.length < EXAMPLES) examples.push(sentence);
  }
}
