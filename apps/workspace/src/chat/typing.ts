import { useSyncExternalStore } from 'react';
import type { Side } from '../api/types';
import { Signal } from '../app/signal';
import type { Transcript } from './transcript';

const lastsMs = 6_000;

interface Sign {
  /** The last message that had been said then. */
  readonly behind: number;
  readonly end: ReturnType<typeof setTimeout>;
}

/** Who is typing: for 6 seconds after each sign of it. */
export class Typing {
  private readonly signs = new Map<string, Sign>();
  private readonly changed = new Signal<void>();
  readonly listen = this.changed.listen;

  heard(chatId: string, side: Side, behind: number): void {
    const key = `${chatId} ${side}`;
    clearTimeout(this.signs.get(key)?.end);
    const end = setTimeout(() => {
      this.signs.delete(key);
      this.changed.emit();
    }, lastsMs);
    this.signs.set(key, { behind, end });
    this.changed.emit();
  }

  /** Behind which message the side is typing; undefined when it is not. */
  behind(chatId: string, side: Side): number | undefined {
    return this.signs.get(`${chatId} ${side}`)?.behind;
  }
}

/** Whether what was being typed behind this message has been said. */
export const isSaid = (transcript: Transcript | undefined, side: Side, behind: number): boolean =>
  transcript?.messages.some(({ seq, author }) => seq > behind && author.kind === side) ?? false;

/** Whether the side is typing what is not in the transcript yet. */
export function useTyping(typing: Typing, chatId: string, side: Side, transcript: Transcript | undefined): boolean {
  const behind = useSyncExternalStore(typing.listen, () => typing.behind(chatId, side));
  return behind !== undefined && !isSaid(transcript, side, behind);
}
