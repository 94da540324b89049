import type { Refused } from '@switchboard/client';
import { useEffect, useEffectEvent, useState } from 'react';
import { keepChat, keptChat, type KeptChat, onKeptElsewhere, putAwayChat, renewChat } from './kept-chat';
import { carryOver, forgetQuestion, questionOf } from './unsaid';

interface Shown {
  chat: KeptChat | undefined;
  /** The focus goes along from the form to the chat and back, and stays where it is when a page is opened. */
  hasMoved: boolean;
  /** Why the chat that was here cannot be opened any more. */
  gone?: Refused | undefined;
}

/**
 * The chat of the channel that this tab shows, and how it comes and goes. A tab without one that runs goes over to the one
 * that another tab has begun, and what was written here and not said comes along.
 */
export function useChannelsChat(channelKey: string) {
  const [shown, setShown] = useState<Shown>(() => ({ chat: keptChat(channelKey), hasMoved: false }));
  const [overId, setOverId] = useState<string>();
  const { chat } = shown;
  const question = questionOf(channelKey);
  const moveTo = (next: Shown): void => {
    carryOver(chat?.chatId ?? question, next.chat?.chatId ?? question);
    setShown(next);
  };
  const isFree = chat === undefined || chat.chatId === overId;
  useChatElsewhere(channelKey, isFree, (other) => {
    if (other.chatId !== chat?.chatId) moveTo({ chat: other, hasMoved: false });
  });
  return {
    ...shown,
    asked: (next: KeptChat) => {
      keepChat(channelKey, next);
      forgetQuestion(channelKey);
      setShown({ chat: next, hasMoved: true });
    },
    /** Another tab has begun this one, as the customer notices on asking. */
    found: (other: KeptChat) => moveTo({ chat: other, hasMoved: true }),
    renewed: (next: KeptChat) => {
      renewChat(channelKey, next);
      setShown((now) => ({ ...now, chat: next }));
    },
    /** Nobody writes in it any more; it is shown until the customer is done with it. */
    over: () => setOverId(chat?.chatId),
    leave: (why?: Refused) => moveTo({ chat: chat && putAwayChat(channelKey, chat.chatId), hasMoved: true, gone: why }),
  };
}

/** Looks at once, too: it may have been begun while this tab was not free. */
function useChatElsewhere(channelKey: string, isFree: boolean, onKept: (chat: KeptChat) => void): void {
  const look = useEffectEvent(() => {
    const kept = keptChat(channelKey);
    if (kept) onKept(kept);
  });
  useEffect(() => {
    if (!isFree) return undefined;
    look();
    return onKeptElsewhere(channelKey, () => look());
  }, [channelKey, isFree]);
}
