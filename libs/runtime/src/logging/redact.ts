/** Fields that never reach a log: what people wrote, who they are, and what opens doors (architecture.md, Privacy). */
const secretFields = new Set(
  [
    'text',
    'firstMessage',
    'note',
    'name',
    'email',
    'attributes',
    'customer',
    'password',
    'passwordHash',
    'token',
    'authorization',
    'cookie',
    'key',
    'secret',
    'privateJwk',
    'parameters',
  ].map((field) => field.toLowerCase()),
);

const secretStrings =
  /\b[sp]k_[A-Za-z0-9-]+_[A-Za-z0-9_-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]*|\b([a-z]+:\/\/[^\s:/@]+):[^\s@]+@/g;

const deepest = 6;

/** `text` without channel keys, JWTs and passwords in URLs. */
export function redactText(text: string): string {
  return text.replace(secretStrings, (_, credentials: string | undefined) =>
    credentials ? `${credentials}:[redacted]@` : '[redacted]',
  );
}

/** A copy of what is about to be logged, without the fields that must not be there. Errors become plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => [
      field,
      secretFields.has(field.toLowerCase()) ? '[redacted]' : redact(item, depth + 1),
    ]),
  );
}

/** Only these: a database error also holds the statement's parameters, which are people's data. */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause instanceof Error ? { cause: redact(cause, depth + 1) } : {}),
  };
}
