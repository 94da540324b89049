import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { correlationId } from './correlation';
import { redact, redactText } from './redact';

/** What Nest says while it wires itself: of interest to those who debug the wiring. */
const wiring = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
]);

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/**
 * Nest's logger over pino: one JSON line each, with the correlation id of what is being handled.
 * Use it as Nest's: `new Logger(Chats.name).log('text', { facts })` or `.error('text', error)`.
 */
export class AppLogger implements LoggerService {
  private readonly pino: Logger;

  /** `forPeople`: coloured text instead of JSON, for a terminal. */
  constructor(o: { level: string; name: string; forPeople?: boolean }, destination?: DestinationStream) {
    const options = {
      level: o.level,
      base: { service: o.name },
      // Errors arrive described (redact.ts); pino's own serializer would take them apart once more.
      serializers: { err: (described: unknown) => described },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
    };
    const stream = destination ?? (o.forPeople ? textStream() : undefined);
    this.pino = stream ? pino(options, stream) : pino(options);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(wiring.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest puts the context (the name given to `new Logger`) last; before it come stacks, errors or facts. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const extras = [...rest];
    const context = typeof extras.at(-1) === 'string' && !isStack(extras.at(-1)) ? extras.pop() : undefined;
    const line: Record<string, unknown> = { context, correlationId: correlationId() };
    for (const extra of [...(typeof message === 'string' ? [] : [message]), ...extras])
      Object.assign(line, facts(extra));
    this.pino[level](line, typeof message === 'string' ? redactText(message) : undefined);
  }
}

function textStream(): DestinationStream {
  const messageFormat = '{context}: {msg}';
  return pretty({
    sync: true,
    singleLine: true,
    translateTime: 'HH:MM:ss.l',
    ignore: 'service,context',
    messageFormat,
  });
}

function facts(extra: unknown): Record<string, unknown> {
  if (extra === undefined || extra === null) return {};
  if (extra instanceof Error) return { err: redact(extra) };
  if (typeof extra === 'object' && !Array.isArray(extra)) return redact(extra) as Record<string, unknown>;
  return isStack(extra) ? { stack: redact(extra) } : { detail: redact(extra) };
}

function isStack(value: unknown): boolean {
  return typeof value === 'string' && /\n\s+at /.test(value);
}
