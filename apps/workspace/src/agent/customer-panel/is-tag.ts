import { TAG_MAX } from '@switchboard/contracts';

const breaking = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const telling = /[\p{L}\p{N}\p{S}]/u;

/** Whether intake takes this for a tag: one line of 1 to 40 characters, of which one can be seen and tells something. */
export function isTag(text: string): boolean {
  const tag = text.normalize('NFC').trim();
  return tag.length <= TAG_MAX && telling.test(tag) && !breaking.test(tag);
}
