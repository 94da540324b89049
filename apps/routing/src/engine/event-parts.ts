import type { Actor } from '@switchboard/routing-domain';
import type { Trace } from './work';

/** Whose the decision is, and where the command came from that made it. */
export interface Origin {
  readonly teamId: string;
  readonly trace: Trace;
}

/** What all events of a chat have; the team's sequence orders them per chat. */
export const ofChat = ({ teamId, trace }: Origin, chatId: string, sequence: number) => ({
  source: 'routing' as const,
  subject: chatId,
  key: teamId,
  teamId,
  teamSeq: sequence,
  ...trace,
});

/** Names of people stay inside. */
export const publicActor = ({ kind, id }: Actor): { kind: Actor['kind']; id?: string } =>
  id === undefined ? { kind } : { kind, id };
