import type { TFunction } from 'i18next';
import { nameOf } from '../board/board';
import type { PastChat } from '../board/past';

/** Where a chat that was the agent's has gone, and by whom, in the reader's language. */
export function wordsOfDeparture(chat: PastChat, t: TFunction): string {
  const { departure } = chat;
  const name = nameOf(chat);
  switch (departure.kind) {
    case 'ended':
      return t(`departure/${departure.by}`, { name });
    case 'passedOn':
      return t('departure/passedOn', { name, agent: departure.agentName });
    case 'givenBack':
    case 'unknown':
      return t(`departure/${departure.kind}`, { name });
    default:
      return departure satisfies never;
  }
}
