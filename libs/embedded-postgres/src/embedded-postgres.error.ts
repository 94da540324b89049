export type EmbeddedPostgresErrorCode =
  | 'NOT_INSTALLED'
  | 'FOREIGN_FOLDER'
  | 'UNWRITABLE_FOLDER'
  | 'OTHER_VERSION'
  | 'IN_USE'
  | 'PORT_TAKEN'
  | 'ROOT_REFUSED'
  | 'START_FAILED'
  | 'STOP_FAILED';

/** Why the embedded PostgreSQL does not run. The message is one line made for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message.replace(/\s*\n\s*/g, ' '), options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** The code of a failed system call (`EACCES`), if the error is one. Not by `instanceof`: Jest has another `Error`. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
