/** A moment as a date and a time of the reader's place and language. */
export const dateAndTime = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
