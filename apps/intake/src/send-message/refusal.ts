import type { ProblemCode } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';

/** What will have arrived in a moment. */
const soon: readonly ProblemCode[] = ['CHAT.ASSIGNMENT_NOT_SEEN', 'CHAT.REQUEST_NOT_SEEN'];

/** The problem of this code; with Retry-After where the same request can succeed later. */
export function refusal(code: ProblemCode): Problem {
  return new Problem(code, soon.includes(code) ? { headers: { 'retry-after': '1' } } : {});
}
