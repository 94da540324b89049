import { isDeepStrictEqual } from 'node:util';

/**
 * `current` with the given fields of `changes`; undefined when nothing differs, so that nothing is written or announced.
 * A field that is undefined was not given.
 */
export function withChanges<T extends { version: number }>(
  current: T,
  changes: Partial<Record<keyof T, unknown>>,
): T | undefined {
  const given = Object.entries(changes).filter(([name, value]) => value !== undefined && name !== 'version');
  const next = { ...current, ...Object.fromEntries(given) };
  return isDeepStrictEqual(next, current) ? undefined : { ...next, version: current.version + 1 };
}
