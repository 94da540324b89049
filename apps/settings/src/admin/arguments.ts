import { parseArgs } from 'node:util';
import type { z } from 'zod';

/** A fault of who typed the command: one line, no stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  email: text,
  name: text,
  'manager-email': text,
  'manager-name': text,
  method: text,
  strategy: text,
  'time-zone': text,
  team: text,
  roles: text,
  capacity: text,
  origins: text,
  service: text,
  url: text,
  limit: text,
  'password-stdin': flag,
  json: flag,
  help: flag,
} as const;

type OptionName = keyof typeof options;
type TextOption = { [N in OptionName]: (typeof options)[N]['type'] extends 'string' ? N : never }[OptionName];

export interface Arguments {
  command: string | undefined;
  rest: string[];
  values: Partial<Record<TextOption, string>> & Partial<Record<Exclude<OptionName, TextOption>, boolean>>;
}

/** Throws UsageError for an option that does not exist or has no value. */
export function parseArguments(argv: string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
    const [command, ...rest] = positionals;
    return { command, rest, values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

/** The value of an option that the command cannot do without. Throws UsageError. */
export function required(values: Arguments['values'], name: TextOption): string {
  const value = values[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}

/** The parts of a list such as `a,b`; undefined when the option was not given. */
export function listOption(value: string | undefined): string[] | undefined {
  return value?.split(',').map((part) => part.trim());
}

/**
 * `input` as the schema has it.
 * @param optionOf the option that a field came from, where it has another name
 * Throws UsageError that names the option.
 */
export function checked<S extends z.ZodType>(
  schema: S,
  input: unknown,
  optionOf: Record<string, TextOption> = {},
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => {
    const field = path.filter((part) => typeof part === 'string').join('.');
    return `--${optionOf[field] ?? field} ${message}`;
  });
  throw new UsageError(lines.join('; '));
}
