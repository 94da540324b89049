/** What differs between two lists of tags: each is one call, so that a colleague's change in between is not undone. */
export interface TagChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** @param before the tags as the page showed them */
export const tagChange = (before: readonly string[], after: readonly string[]): TagChange => ({
  added: after.filter((tag) => !before.includes(tag)),
  removed: before.filter((tag) => !after.includes(tag)),
});
