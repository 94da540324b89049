import type { ConsumerName } from './consumers';
import type { DecodeErrorCode } from './decode-codes';
import type { ProblemCode } from './problems';

export interface RefusalDeclaration {
  meaning: string;
  /** The consumers that give it. */
  consumers: readonly ConsumerName[];
}

/**
 * Why an event that could be read is still a dead letter: it contradicts what is known, and no repetition will change
 * that. A code is public, never reused for another meaning, and no code of `problems` or `decodeErrors`.
 * `docs/api/problems.md` is generated from this.
 */
export const refusals = {
  'CHAT.CONFLICT': {
    meaning: 'The chat id is taken: by a request with other content, or by another team',
    consumers: ['routing.requests', 'intake.requests', 'intake.lifecycle'],
  },
  'TEAM.UNKNOWN': {
    meaning: 'Settings did not describe the team within 7 days, or too many unknown teams already wait',
    consumers: ['routing.requests', 'routing.configuration', 'routing.presence'],
  },
  'AGENT.OTHER_TEAM': {
    meaning: 'The agent belongs to another team, and stays there for good',
    consumers: ['routing.configuration', 'routing.presence'],
  },
  'EVENT.NO_TEAMSEQ': {
    meaning: 'The event has no teamseq, so that its place in the order is unknown',
    consumers: ['intake.lifecycle'],
  },
} as const satisfies Record<string, RefusalDeclaration>;

export type RefusalCode = keyof typeof refusals;

/** PostgreSQL refused the data for good: classes 22 and 23 of SQLSTATE. */
export type DatabaseCode = `DATABASE.${string}`;

/** What the `error-code` header of a dead letter can be. A code of `problems` means there what it means over HTTP. */
export type DeadLetterCode = DecodeErrorCode | RefusalCode | ProblemCode | DatabaseCode;
