/** An error that people can act on; its message is one line and is shown without a stack. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** What to show of any error: one line. */
export function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.message.replace(/\s+/g, ' ');
  if (error instanceof Fault || !(error.cause instanceof Error)) return line;
  // fetch says only "fetch failed"; the reason stands below it.
  return `${line}: ${(error.cause as NodeJS.ErrnoException).code ?? error.cause.message}`;
}
