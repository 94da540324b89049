import { createInterface } from 'node:readline';
import type { AgentClient } from './agent-client';

const availabilities = ['available', 'busy', 'hidden'] as const;
export const help =
  'c [chat] claim (the oldest) · e [chat] end (the oldest) · l list · available | busy | hidden · q quit';

/** Reads commands at a terminal until `signal` aborts. A chat is named by its id, or how the id begins or ends. */
export function readCommands(client: AgentClient, say: (line: string) => void, signal: AbortSignal): void {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '' });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  // At a terminal readline takes Ctrl-C for itself.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  lines.on('close', () => client.leave());
  lines.on('line', (line) => void run(line.trim(), client, say));
}

/** Runs one command line; what it did is said. */
export async function run(line: string, client: AgentClient, say: (line: string) => void): Promise<void> {
  const [command = '', chat] = line.split(/\s+/);
  const availability = availabilities.find((name) => name === command);
  if (availability) return client.setAvailability(availability);
  switch (command) {
    case '':
      return;
    case 'c':
    case 'claim':
      return act(find(client.board.waiting, chat), say, 'No such chat waits.', (id) => client.claim(id));
    case 'e':
    case 'end':
      return act(find(client.board.mine, chat), say, 'You have no such chat.', (id) => client.end(id));
    case 'l':
    case 'list':
      return list(client, say);
    case 'q':
    case 'quit':
      return client.leave();
    default:
      return say(help);
  }
}

async function act(
  chatId: string | undefined,
  say: (line: string) => void,
  none: string,
  what: (chatId: string) => Promise<void>,
): Promise<void> {
  if (chatId === undefined) say(none);
  else await what(chatId);
}

function find(chats: ReadonlySet<string>, named: string | undefined): string | undefined {
  const ids = [...chats];
  return named === undefined ? ids[0] : ids.find((id) => id.startsWith(named) || id.endsWith(named));
}

function list(client: AgentClient, say: (line: string) => void): void {
  for (const chatId of client.board.waiting) say(`Waiting  ${chatId}`);
  for (const chatId of client.board.mine) say(`Yours    ${chatId}`);
  say(`${client.board.waiting.size} waiting, ${client.board.mine.size} yours.`);
}
