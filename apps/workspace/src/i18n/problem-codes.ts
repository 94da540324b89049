import type { ProblemCode } from '@switchboard/contracts';

/** What only managers' pages are answered with; its words are loaded with them. */
export type ManagersCode =
  | 'AGENT.EMAIL_TAKEN'
  | 'AGENT.LAST_MANAGER'
  | 'AGENT.VERSION_CONFLICT'
  | `SAVED_REPLY.${'NOT_FOUND' | 'SHORTCUT_TAKEN' | 'TOO_MANY' | 'VERSION_CONFLICT'}`
  | `TEAM.${'NOT_FOUND' | 'VERSION_CONFLICT'}`
  | `CHANNEL.${'NOT_FOUND' | 'TOO_MANY_KEYS' | 'VERSION_CONFLICT'}`;

/** What answers requests that no page makes, or is shown to nobody. */
type NobodysCode =
  | `REQUEST.${'INVALID_CURSOR' | 'NOT_FOUND' | 'NOT_JSON' | 'UNSUPPORTED_MEDIA_TYPE' | 'VERSION_MISSING'}`
  | `IDEMPOTENCY.${'INVALID_KEY' | 'MISSING_KEY'}`
  | 'AUTH.MISSING_TOKEN'
  | 'CHAT.ALREADY_EXISTS'
  | 'MESSAGE.CONFLICT'
  | 'MESSAGE.NOT_SAID'
  | 'NOTE.CONFLICT'
  | 'CHANNEL.KEY_NOT_FOUND'
  | `DEAD_LETTER.${'NOT_FOUND' | 'REFUSED_AGAIN'}`;

/** Everything else that the services may answer with has words from the first load on: the compiler sees to it. */
export type EverybodysCode = Exclude<ProblemCode, ManagersCode | NobodysCode>;
