import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ChatMessage } from '../../api/types';
import type { Transcript } from '../../chat/transcript';
import { transcriptKey } from '../../chat/transcripts';
import { transcriptQuery } from '../../chat/use-transcript';
import { useTranscripts } from '../chat-column/transcripts-context';

/** The number of the message with which a request begins: the text of a left message. */
const firstSeq = 0;

/**
 * What the customer has added to a left message, as far as the agent has not been shown it; no event tells of that.
 * @param opened whether the dialog is open, which hides what is read of the transcript meanwhile
 * @param isShown whether the transcript is in sight, as it was last read; otherwise only the message's first text is
 * @returns the additions that were found, and how to look for more: that resolves with whether there are any, and rejects
 *   where the transcript cannot be read
 */
export function useAdditions(chatId: string, opened: boolean, isShown: boolean) {
  const client = useQueryClient();
  const transcripts = useTranscripts();
  const [additions, setAdditions] = useState<readonly ChatMessage[]>([]);
  const shown = useRef(firstSeq);
  useEffect(() => {
    if (!opened) return;
    const transcript = isShown ? client.getQueryData<Transcript>(transcriptKey(chatId)) : undefined;
    shown.current = transcript?.messages.at(-1)?.seq ?? firstSeq;
  }, [opened, isShown, client, chatId]);
  const look = async (): Promise<boolean> => {
    const seen = Math.max(shown.current, additions.at(-1)?.seq ?? firstSeq);
    const { messages } = await client.fetchQuery({ ...transcriptQuery(transcripts, chatId), staleTime: 0 });
    const more = messages.filter(({ seq }) => seq > seen);
    if (more.length > 0) setAdditions([...additions, ...more]);
    return more.length > 0;
  };
  return { additions, look };
}
