import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { useAttention } from '../attention/attention-context';
import type { News } from '../board/apply-event';
import { type Board, nameOf } from '../board/board';
import { useNews } from '../board/board-context';
import { boardKey } from '../board/board-store';
import { wordsOfDeparture } from '../chat-column/words-of-departure';
import { chime } from './chime';

/** Tells the agent of what came without being asked for: by words, by a sound, and outside the page where allowed. */
export function NewsTeller() {
  const { t } = useTranslation();
  const { say } = useTell();
  const client = useQueryClient();
  const attention = useAttention();
  const tell = useCallback(
    (news: News) => {
      const nameIn = (chatId: string) => nameOf(client.getQueryData<Board>(boardKey)?.chats[chatId]);
      switch (news.kind) {
        case 'assigned': {
          const title = t('chats/new', { name: nameIn(news.chatId) });
          say(title);
          return call(title, t('chats/newBody'), news.chatId);
        }
        case 'message':
          return attention.get().watched.has(news.chatId) && document.hasFocus() ? undefined : chime(news.chatId);
        case 'departed':
          return say(wordsOfDeparture(news.chat, t));
        default:
          return news satisfies never;
      }
    },
    [attention, client, say, t],
  );
  useNews(tell);
  return null;
}

/** Who looks at the page reads and hears of the chat; who does not is called. */
function call(title: string, body: string, tag: string): void {
  chime(tag);
  const isAllowed = 'Notification' in window && Notification.permission === 'granted';
  if (!isAllowed || !document.hidden) return;
  try {
    new Notification(title, { body, tag, icon: '/icon.svg' });
  } catch {
    // Chrome on Android has the class and the permission, but lets only service workers notify.
  }
}
