interface Field {
  readonly tagName: string;
  readonly value?: string;
}

/**
 * Whether Alt + arrows may move between the columns: not out of any other text field, and on a Mac not out of what is
 * being written, where the same keys move by a word.
 */
export function isForColumns(active: Field | null, composers: readonly Field[], platform: string): boolean {
  if (!active || !['INPUT', 'TEXTAREA'].includes(active.tagName)) return true;
  return composers.includes(active) && !(platform.startsWith('Mac') && active.value !== '');
}
