/** A tag, once it is trimmed: at most this many UTF-16 units. */
export const tagMax = 40;

const breaking = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const telling = /[\p{L}\p{N}\p{S}]/u;

/** Whether intake takes this for a tag: one line of 1 to 40 characters, of which one can be seen and tells something. */
export function isTag(text: string): boolean {
  const tag = text.normalize('NFC').trim();
  return tag.length <= tagMax && telling.test(tag) && !breaking.test(tag);
}
