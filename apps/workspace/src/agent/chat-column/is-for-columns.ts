interface Field {
  readonly tagName: string;
  readonly value?: string;
}

/**
 * Whether Alt + arrows may move between the columns: not out of any other text field, and on a Mac not out of what is
 * being written, where the same keys move by a word.
 */
export function isForColumns(active: Field | null, composers: readonly Field[], platform: string): boolean {
  if (!active || !isText(active)) return true;
  return composers.includes(active) && !isForWriting(active, platform);
}

/** Whether Alt + a key is for what is being written: on a Mac it writes letters and moves by a word. */
export function isForWriting(active: Field | null, platform: string): boolean {
  return active !== null && isText(active) && platform.startsWith('Mac') && active.value !== '';
}

const isText = ({ tagName }: Field): boolean => ['INPUT', 'TEXTAREA'].includes(tagName);
