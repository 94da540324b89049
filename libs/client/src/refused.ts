import type { ProblemBody } from '@switchboard/contracts';

/** What the server has not heard of yet, and will have in a moment. */
const comesSoon: readonly unknown[] = ['CHAT.ASSIGNMENT_NOT_SEEN', 'CHAT.REQUEST_NOT_SEEN'];

/** The server answered with an error; the message is one line for people. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly problem: Partial<ProblemBody>,
  ) {
    const { title, detail, code } = problem;
    const field = problem.errors?.[0];
    const reason = [title ?? `HTTP ${status}`, detail, field && `${field.field} ${field.message}`];
    super(`${reason.filter(Boolean).join(': ')}${code ? ` (${code})` : ''}`);
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || comesSoon.includes(this.problem.code);
  }
}

/** The problem that an answer carries. */
export async function refusalOf(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
  return new Refused(response.status, body);
}
