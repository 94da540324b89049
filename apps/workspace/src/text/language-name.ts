/**
 * A language as the reader calls it, such as `German` for `de`.
 * @param tag what the customer's channel told; shown as it is where it is no tag of a language
 */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
