import type { Fairness } from '@switchboard/contracts';

/**
 * How even these counts are (definitions and source at `fairness` of the contracts).
 * @param counts assignments of each agent, zeros included
 */
export function fairnessOf(counts: readonly number[]): Fairness {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return { spread: 0, coefficientOfVariation: null, jainIndex: null };
  const mean = sum / counts.length;
  const squares = counts.reduce((total, count) => total + count ** 2, 0);
  const variance = squares / counts.length - mean ** 2;
  return {
    spread: Math.max(...counts) - Math.min(...counts),
    coefficientOfVariation: Math.sqrt(Math.max(0, variance)) / mean,
    jainIndex: sum ** 2 / (counts.length * squares),
  };
}
