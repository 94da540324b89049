import { z } from 'zod';
import { bootMessage } from '../app/run-app';
import { baseEnvironment } from './base-environment';
import { EnvironmentError, readEnvironment } from './read-environment';

const good = {
  PORT: '3001',
  DATABASE_URL: 'postgres://switchboard:secret@db:5432/switchboard',
  KAFKA_BROKERS: 'a:9092, b:9092',
  JWKS_URLS: 'http://settings:3002/api/v1/settings/jwks.json',
  PUBLIC_URL: 'https://chat.example.com',
};

function errorOf(source: NodeJS.ProcessEnv): EnvironmentError {
  try {
    readEnvironment(baseEnvironment, source);
  } catch (error) {
    return error as EnvironmentError;
  }
  throw new Error('was accepted');
}

it('types what is set and fills in what is not', () => {
  expect(readEnvironment(baseEnvironment, { ...good, KAFKA_TLS: 'true', LOG_LEVEL: '' })).toEqual({
    PORT: 3001,
    HOST: '127.0.0.1',
    DATABASE_URL: good.DATABASE_URL,
    KAFKA_BROKERS: ['a:9092', 'b:9092'],
    KAFKA_NAMESPACE: '',
    KAFKA_TLS: true,
    KAFKA_REPLICATION_FACTOR: 1,
    JWKS_URLS: [good.JWKS_URLS],
    PUBLIC_URL: good.PUBLIC_URL,
    LOG_LEVEL: 'info',
  });
});

it('lists every wrong variable, a line each, and no value', () => {
  const error = errorOf({
    ...good,
    DATABASE_URL: 'mysql://root:hunter2@db',
    KAFKA_BROKERS: 'nine',
    PORT: undefined,
    LOG_LEVEL: 'loud',
  });

  expect(error.lines).toEqual([
    'PORT is required',
    'DATABASE_URL is invalid: expected postgres://user:password@host:port/database',
    'KAFKA_BROKERS is invalid: expected host:port, separated by commas',
    expect.stringContaining('LOG_LEVEL is invalid: '),
  ]);
  expect(error.message.split('\n')).toHaveLength(4);
  expect(error.message).not.toContain('hunter2');
});

it('can be extended by a service', () => {
  const schema = baseEnvironment.extend({ CHAT_TOKEN_HOURS: z.coerce.number().default(24) });

  expect(readEnvironment(schema, good)).toMatchObject({ PORT: 3001, CHAT_TOKEN_HOURS: 24 });
});

it.each([
  [new EnvironmentError(['A is required', 'B is required']), 'A is required\nB is required'],
  [new Error('first\nsecond'), 'first'],
  [new AggregateError([new Error('connect ECONNREFUSED 127.0.0.1:5432')]), 'connect ECONNREFUSED 127.0.0.1:5432'],
  [new Error('cannot reach postgres://me:hunter2@db/x'), 'cannot reach postgres://me:[redacted]@db/x'],
  ['text', 'text'],
  [undefined, 'undefined'],
])('says a failure at boot in short', (error, line) => {
  expect(bootMessage(error)).toBe(line);
});
