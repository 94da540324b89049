import type { Actor } from '@switchboard/routing-domain';
import type { Trace } from './work';

/** What all events of a chat have; the team's sequence orders them per chat. */
export const ofChat = (teamId: string, chatId: string, sequence: number, trace: Trace) => ({
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
