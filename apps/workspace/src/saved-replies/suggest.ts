/** A `/` that begins a word, and what was typed behind it. */
export interface Trigger {
  /** Where the `/` stands. */
  readonly start: number;
  readonly query: string;
}

/** Names that placeholders stand for; an unknown one leaves its placeholder, for the agent to see. */
export interface Names {
  readonly customer?: string | undefined;
  readonly agent?: string | undefined;
}

const longestList = 20;

/** What the caret stands behind, if it is a `/` and a part of a shortcut. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const [, query] = /(?:^|\s)\/([\p{L}\p{M}\p{N}_-]{0,32})$/u.exec(text.slice(0, caret)) ?? [];
  return query === undefined ? undefined : { start: caret - query.length - 1, query };
}

/** Those that were meant: shortcuts that begin with it first, then those that have it, then texts that do. At most 20. */
export function matching<T extends { shortcut: string; text: string }>(replies: readonly T[], query: string): T[] {
  const wanted = folded(query);
  const rankOf = ({ shortcut, text }: T): number => {
    const at = folded(shortcut).indexOf(wanted);
    if (at >= 0) return at === 0 ? 0 : 1;
    return folded(text).includes(wanted) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rankOf(reply) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, longestList)
    .map(({ reply }) => reply);
}

/** Whether it was meant by its shortcut, and not found by its text only. */
export const isMeant = ({ shortcut }: { shortcut: string }, query: string): boolean =>
  folded(shortcut).includes(folded(query));

/** The n-th of `count` after a step from `index`, round the ends; -1 means that none is chosen yet. */
export const stepped = (index: number, step: 1 | -1, count: number): number =>
  (Math.max(index, step > 0 ? -1 : 0) + step + count) % count;

/** The text of a reply with the names in it; a name is never looked at for placeholders. */
export function filled(text: string, names: Names): string {
  return text.replace(/\{(customer|agent)\}/g, (placeholder, whose: keyof Names) => names[whose] ?? placeholder);
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
