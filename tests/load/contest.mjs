// Contestants in turn, several rounds, so that a drift of the machine hits all alike.

/** The middle value; of an even number the lower of the two. */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1];
}

/** The value that p percent do not exceed. */
export function percentile(values, p) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * p) / 100) - 1)];
}

/**
 * Runs every heat once a round, in reversed order every other round.
 * @param {{rounds: number, step: (label: string) => void}} bench
 * @param {Record<string, () => Promise<Record<string, number>>>} heats each gives one or more named values
 * @returns medians by name, and ratios: the median of those within each round
 */
export async function contest(bench, heats) {
  const seen = {};
  for (let round = 0; round < bench.rounds; round++) {
    const order = round % 2 === 0 ? Object.entries(heats) : Object.entries(heats).toReversed();
    for (const [label, heat] of order) {
      bench.step(`${label}, round ${round + 1} of ${bench.rounds}`);
      for (const [name, value] of Object.entries(await heat())) (seen[name] ??= []).push(value);
    }
  }
  return {
    value: (name) => median(seen[name]),
    ratio: (one, other) => median(seen[one].map((value, round) => value / seen[other][round])),
    figures: (unit) =>
      Object.entries(seen).map(([name, values]) => ({ name, value: median(values), unit, rounds: values })),
  };
}

/** A ratio that has to reach its target. */
export const atLeast = (name, value, target) => ({ name, value, target, met: value >= target, better: 'higher' });

/** A value that must not exceed its target. */
export const atMost = (name, value, target, unit) => ({
  name,
  value,
  target,
  met: value <= target,
  better: 'lower',
  ...(unit && { unit }),
});
