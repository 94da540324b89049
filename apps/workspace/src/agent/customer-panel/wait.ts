import type { Decision } from '../../api/types';

/** How long a customer waited for the first answer: it goes on since then, or took so many milliseconds. */
export type Wait = { readonly since: string } | { readonly tookMs: number };

/**
 * The wait from the request's acceptance to its first assignment, or to its end where nobody was assigned. A chat that was
 * given back or passed on later has had its answer.
 * @param enqueuedAt null while routing has not told of it
 * @param decisions oldest first
 * @returns undefined where it cannot be told
 */
export function waitOf(enqueuedAt: string | null, decisions: readonly Decision[]): Wait | undefined {
  if (enqueuedAt === null) return undefined;
  const end = decisions.find(({ kind }) => kind === 'assigned' || kind === 'ended');
  return end ? { tookMs: Date.parse(end.at) - Date.parse(enqueuedAt) } : { since: enqueuedAt };
}
