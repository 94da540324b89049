import { AgentClient } from './agent-client';
import { help, readCommands } from './commands';
import { findCredentials } from './credentials';
import { lineOf } from './fault';
import { HttpClient } from './http-client';
import { type AgentOptions, readOptions, usage } from './options';
import { pipedInput } from './piped-input';
import { AgentSession } from './session';

const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') return void process.stdout.write(`${usage}\n`);
  await Promise.race([work(options), pipedInput()]);
}

async function work(options: AgentOptions): Promise<void> {
  const say = (line: string): void => void (options.quiet || process.stdout.write(`${line}\n`));
  const dataFolder = process.env['SWITCHBOARD_DATA_DIR'] || '.switchboard';
  const credentials = await findCredentials(options.as, options.password, dataFolder);
  const http = new HttpClient(options.url);
  const session = await AgentSession.logIn(http, credentials);
  const client = new AgentClient({ ...options, session, http, say, complain });
  const left = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => client.leave());
  // Standalone plays an agent with this client and holds a channel to it: killed, it must not leave an agent behind.
  process.once('disconnect', () => client.leave());
  if (process.stdin.isTTY) {
    say(help);
    readCommands(client, say, left.signal);
  }
  await client.work().finally(() => left.abort());
  say('Left.');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    complain(lineOf(error));
    process.exit(1);
  },
);
