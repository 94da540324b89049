/** What an error says, as one line. Connection errors to several addresses come as an AggregateError without a text of its own. */
export function firstLine(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return firstLine(error.errors[0]);
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
}
