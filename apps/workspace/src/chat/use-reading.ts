import { useDocumentVisibility, useIntersection } from '@mantine/hooks';
import { type RefCallback, useEffect, useState } from 'react';
import type { Side } from '../api/types';
import { type Divider, dividerAfter, readBy, unreadBy } from './read-marks';
import { completeUpTo, type Transcript } from './transcript';

/** How far the sides of a chat have read, as its reader is shown it. */
export interface Reading {
  /** For the end of the transcript: who sees it has seen what stands before it. */
  readonly end: RefCallback<HTMLDivElement>;
  /** Whether the reader has the end in sight, and with it whatever comes. */
  readonly isWatched: boolean;
  /** How many messages the reader has not seen. */
  readonly unread: number;
  readonly divider: Divider;
  /** How far the other side has read. */
  readonly readByOther: number;
}

/**
 * Follows how far a chat was read, and calls `onSeen` while the page is visible, the end of the transcript is in sight, and
 * something of it counts as unread.
 * @param onSeen must be stable; undefined where the reader takes no part in the chat
 */
export function useReading(
  transcript: Transcript | undefined,
  side: Side,
  onSeen: ((seq: number) => void) | undefined,
): Reading {
  const { ref: end, entry } = useIntersection<HTMLDivElement>();
  const isWatched = useDocumentVisibility() === 'visible' && entry?.isIntersecting === true;
  const unread = transcript ? unreadBy(side, transcript).length : 0;
  const [divider, setDivider] = useState<Divider>();
  const nextDivider = transcript && dividerAfter(divider, side, transcript, isWatched);
  if (nextDivider !== divider) setDivider(nextDivider);
  useEffect(() => {
    // Where a message is missing, what stands behind the gap is not read yet.
    const seq = transcript && completeUpTo(transcript);
    if (isWatched && unread > 0 && seq !== undefined) onSeen?.(seq);
  }, [transcript, isWatched, unread, onSeen]);
  const readByOther = transcript ? readBy(side === 'agent' ? 'customer' : 'agent', transcript) : -1;
  return { end, isWatched, unread: isWatched ? 0 : unread, divider, readByOther };
}
