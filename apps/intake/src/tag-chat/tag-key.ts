/** What tags are compared by: two that differ in case only are one. */
export function tagKey(tag: string): string {
  return tag.toLowerCase().normalize('NFC');
}
