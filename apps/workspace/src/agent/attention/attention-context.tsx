import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { Attention, type AttentionView } from './attention';
import { useUnreadSum } from './use-unread-sum';

const AttentionContext = createContext<Attention | undefined>(undefined);
const UnreadContext = createContext(0);

/** Where the agent looks, and how much of what customers said they have not seen, whichever page is open. */
export function AttentionProvider({ children }: { children: ReactNode }) {
  const [attention] = useState(() => new Attention());
  return (
    <AttentionContext value={attention}>
      <UnreadProvider>{children}</UnreadProvider>
    </AttentionContext>
  );
}

function UnreadProvider({ children }: { children: ReactNode }) {
  return <UnreadContext value={useUnreadSum(useAttentionView().watched)}>{children}</UnreadContext>;
}

export function useAttention(): Attention {
  const attention = useContext(AttentionContext);
  if (!attention) throw new Error('only below AttentionProvider');
  return attention;
}

export function useAttentionView(): AttentionView {
  const attention = useAttention();
  return useSyncExternalStore(attention.listen, attention.get);
}

/** How many messages of customers the agent has not seen, in all chats together. */
export const useUnread = (): number => useContext(UnreadContext);
