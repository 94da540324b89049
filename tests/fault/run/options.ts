import { parseArgs } from 'node:util';
import { eachOnce, type KillName, killNames } from './kills';
import type { Load } from './load';

export interface FaultOptions {
  /** How long chapters are played; 0 for one. */
  readonly minutes: number;
  readonly seed: number;
  /** File of the report. */
  readonly json: string | undefined;
  /** What a chapter kills; those of a row together. */
  readonly planned: readonly (readonly KillName[])[];
  readonly pauseMs: Load['pauseMs'];
}

const usage = 'npm run fault -- [--minutes N] [--seed N] [--kills a,b] [--json FILE]';

/** A command line that cannot be meant; the message is for whoever typed it. */
export class UsageError extends Error {}

/** @throws UsageError before anything has been started */
export function readOptions(args: readonly string[]): FaultOptions {
  const given = parse(args);
  const minutes = numberOf('minutes', given.minutes, /^\d+(\.\d+)?$/) ?? 0;
  const seed = numberOf('seed', given.seed, /^\d+$/) ?? Date.now() % 1_000_000;
  const chosen = given.kills?.split(',').map(killOf);
  const isShort = minutes === 0 && !chosen;
  const planned = isShort ? eachOnce : (chosen ?? killNames).map((kill) => [kill]);
  // A short run shares its cores with other tests; some requests a second are enough to have one under way at each kill.
  return { minutes, seed, json: given.json, planned, pauseMs: isShort ? 2_000 : 800 };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { minutes: text, seed: text, json: text, kills: text } }).values;
  } catch (error) {
    throw refusal((error as Error).message);
  }
}

function numberOf(option: string, given: string | undefined, pattern: RegExp): number | undefined {
  if (given === undefined) return undefined;
  if (!pattern.test(given)) throw refusal(`--${option} ${given}: a number is needed`);
  return Number(given);
}

function killOf(given: string): KillName {
  const kill = killNames.find((name) => name === given);
  if (kill === undefined) throw refusal(`--kills ${given}: there are ${killNames.join(', ')}`);
  return kill;
}

const refusal = (reason: string): UsageError => new UsageError(`${reason}\n${usage}`);
