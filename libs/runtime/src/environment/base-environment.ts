import { z } from 'zod';

const flag = z
  .enum(['true', 'false', '1', '0'])
  .default('false')
  .transform((value) => value === 'true' || value === '1');

/** "a, b" as ['a', 'b']; empty parts are dropped. */
const list = <T extends z.ZodType<string, string>>(item: T): z.ZodType<string[], string> =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item).min(1, 'expected at least one, separated by commas'));

const hostAndPort = z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'expected host:port, separated by commas');

/** What every service reads (contracts.md, Environment); a service extends it with its own. */
export const baseEnvironment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' }),
  KAFKA_BROKERS: list(hostAndPort),
  KAFKA_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9._-]*$/, 'expected letters, digits, ".", "_" and "-"')
    .default(''),
  KAFKA_TLS: flag,
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  KAFKA_REPLICATION_FACTOR: z.coerce.number().int().min(1).max(10).default(1),
  JWKS_URLS: list(z.url({ protocol: /^https?$/, error: 'expected http(s) URLs, separated by commas' })).default([
    'http://127.0.0.1:3002/api/v1/settings/jwks.json',
    'http://127.0.0.1:3001/api/v1/intake/jwks.json',
  ]),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' }).default('http://127.0.0.1:8080'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

export type BaseEnvironment = z.output<typeof baseEnvironment>;
