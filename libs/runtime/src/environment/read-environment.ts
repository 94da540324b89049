import type { z } from 'zod';

/** The environment is unusable; the message has one line for each wrong variable and is fit to be shown as it is. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/**
 * The environment as `schema` types it. Empty variables count as not set.
 * Throws EnvironmentError that lists every wrong variable, never its value: it may be a secret.
 */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  source: NodeJS.ProcessEnv = process.env,
): z.output<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new EnvironmentError(
    result.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? 'environment');
      return given[name] === undefined && issue.code === 'invalid_type'
        ? `${name} is required`
        : `${name} is invalid: ${issue.message}`;
    }),
  );
}
