import { isPoison, sqlState } from '@switchboard/persistence';
import { PoisonError } from '../poison.error';
import type { Refusal } from '../received';

/**
 * Why the message can never be processed, or undefined when the failure is transient (architecture.md, Messaging
 * rules): only our own PoisonError and SQLSTATE classes 22 and 23 are poison.
 */
export function poisonReason(error: unknown): Refusal | undefined {
  if (error instanceof PoisonError) return { code: error.code, detail: error.detail };
  if (!isPoison(error)) return undefined;
  return { code: `DATABASE.${sqlState(error) ?? 'UNKNOWN'}`, detail: error instanceof Error ? error.message : '' };
}
