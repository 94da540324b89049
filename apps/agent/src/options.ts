import { parseArgs } from 'node:util';
import { Fault } from './fault';

export interface AgentOptions {
  /** Email, or the name of a demo account. */
  as: string;
  url: string;
  password: string | undefined;
  /** End each chat so many seconds after it was assigned; undefined: by command. */
  autoEndSeconds: number | undefined;
  /** Claim whatever waits. */
  claim: boolean;
  quiet: boolean;
}

export const usage = `Usage: npm run agent -- --as NAME [--url URL] [--password PASSWORD] [--auto-end SECONDS] [--claim] [--quiet]

  --as NAME            email of an account, or the name of a demo account
  --url URL            where Switchboard is (SWITCHBOARD_URL, default http://127.0.0.1:3000)
  --password PASSWORD  default: SWITCHBOARD_AGENT_PASSWORD, or the demo's own
  --auto-end SECONDS   end each chat so long after it was assigned
  --claim              claim every chat that waits
  --quiet              show errors only`;

const flags = {
  as: { type: 'string' },
  url: { type: 'string' },
  password: { type: 'string' },
  'auto-end': { type: 'string' },
  claim: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line; 'help' when that was asked for.
 * @throws Fault that names the argument
 */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): AgentOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (!values.as) throw new Fault('--as NAME is needed: the email of an account, or the name of a demo account.');
  return {
    as: values.as,
    url: readUrl(values.url ?? env['SWITCHBOARD_URL'] ?? 'http://127.0.0.1:3000'),
    password: values.password ?? env['SWITCHBOARD_AGENT_PASSWORD'],
    autoEndSeconds: values['auto-end'] === undefined ? undefined : readSeconds(values['auto-end']),
    claim: values.claim,
    quiet: values.quiet,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags }).values;
  } catch (error) {
    throw new Fault((error as Error).message.split('. ')[0] ?? 'The arguments cannot be read.');
  }
}

function readUrl(value: string): string {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) throw new Fault(`--url ${value} is not an http(s) URL.`);
  return value.replace(/\/+$/, '');
}

function readSeconds(value: string): number {
  const seconds = Number(value);
  if (value.trim() === '' || !(seconds >= 0) || seconds > 86_400) {
    throw new Fault(`--auto-end ${value} is not a number of seconds up to 86400.`);
  }
  return seconds;
}
