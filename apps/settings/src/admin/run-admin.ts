import { text } from 'node:stream/consumers';
import { Problem, readEnvironment } from '@switchboard/runtime';
import { databaseEnvironment } from '../settings.env';
import { type Arguments, parseArguments, UsageError } from './arguments';
import { databaseCommands } from './database.commands';
import { operatorCommands } from './operator.commands';
import { usage } from './usage';
import { withUseCases } from './use-cases';

/**
 * Runs one admin command and gives what to print.
 * Throws UsageError, EnvironmentError or what bootMessage can put into one line.
 */
export async function runAdmin(argv: string[]): Promise<string> {
  const given = parseArguments(argv);
  if (given.values.help === true || given.command === undefined) return usage;
  const { values } = given;
  const result = await execute(given.command, given).catch((error: unknown) => {
    throw error instanceof Problem ? new UsageError(lineOf(error), { cause: error }) : error;
  });
  return values.json === true || !isFlat(result) ? JSON.stringify(result, null, 2) : linesOf(result);
}

async function execute(command: string, given: Arguments): Promise<unknown> {
  const onDatabase = databaseCommands[command];
  if (onDatabase) {
    const { DATABASE_URL } = readEnvironment(databaseEnvironment);
    const password = given.values['password-stdin'] === true ? (await text(process.stdin)).trimEnd() : undefined;
    return withUseCases(DATABASE_URL, (useCases) => onDatabase(useCases, given.values, password));
  }
  const overHttp = operatorCommands[command];
  if (overHttp) return overHttp(given);
  throw new UsageError(`there is no command ${command}; --help lists them`);
}

function lineOf({ code, title, errors }: Problem): string {
  const [first] = errors;
  return first ? `${code}: ${first.field} ${first.message}` : `${code}: ${title}`;
}

function isFlat(result: unknown): result is Record<string, unknown> {
  return (
    typeof result === 'object' && result !== null && Object.values(result).every((value) => typeof value !== 'object')
  );
}

function linesOf(result: Record<string, unknown>): string {
  const entries = Object.entries(result).filter(([, value]) => value !== undefined);
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${String(value)}`).join('\n');
}
