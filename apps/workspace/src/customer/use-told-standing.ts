import { useEffect, useState } from 'react';
import { completeUpTo, type Transcript } from '../chat/transcript';
import type { Embedding } from '../embedded/embedding';

export interface Standing {
  isOver: boolean;
  /** Undefined while it is not known. */
  transcript: Transcript | undefined;
  /** How many of its messages the customer has not seen. */
  unread: number;
}

/**
 * Tells the page around how the chat stands. One that is over and was read to its end counts as none: nothing can come of
 * it, so that the next pages need not load it. Such a chat takes no read marks any more, so that this remembers the end.
 */
export function useToldStanding(embedding: Embedding | undefined, { isOver, transcript, unread }: Standing): void {
  const [readTo, setReadTo] = useState<number>();
  const end = transcript && (completeUpTo(transcript) ?? -1);
  if (isOver && unread === 0 && end !== undefined && end !== readTo) setReadTo(end);
  const isDone = isOver && end !== undefined && end === readTo;
  const news = isDone ? 0 : unread;
  useEffect(() => embedding?.tell({ hasChat: !isDone, unread: news }), [embedding, isDone, news]);
}
