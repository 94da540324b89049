import { createInterface } from 'node:readline';
import type { AgentClient } from './agent-client';

/** What a command needs: the client, the chat that was named, and the rest of the line. */
interface Given {
  client: AgentClient;
  say: (line: string) => void;
  chat: string | undefined;
  rest: string;
}

const availabilities = ['available', 'busy', 'hidden'] as const;
export const help = `c [chat] claim (the oldest) · s chat text say · e [chat] end (the oldest) · t chat agent transfer · r [chat] requeue (the oldest)
m messages · take [chat] (the oldest) · close chat note · w [chat] why (yours, the oldest) · l list
available | busy | hidden · q quit`;

/** Reads commands at a terminal until `signal` aborts. A chat is named by its id, or how the id begins or ends. */
export function readCommands(client: AgentClient, say: (line: string) => void, signal: AbortSignal): void {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '' });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  // At a terminal readline takes Ctrl-C for itself.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  lines.on('close', () => client.leave());
  lines.on('line', (line) => void run(line.trim(), client, say));
}

const commands = new Map<string, (given: Given) => Promise<void> | void>([
  ['claim', (o) => onChat(o, o.client.board.waiting, 'No such chat waits.', (id) => o.client.actions.claim(id))],
  ['end', (o) => onChat(o, o.client.board.mine, notYours, (id) => o.client.actions.end(id))],
  ['say', write],
  ['transfer', transfer],
  ['requeue', (o) => onChat(o, o.client.board.mine, notYours, (id) => o.client.actions.requeue(id))],
  ['messages', ({ client }) => client.actions.messages()],
  ['take', take],
  ['close', close],
  ['why', why],
  ['list', list],
  ['quit', ({ client }) => client.leave()],
]);
const short = new Map(
  ['claim', 'say', 'end', 'transfer', 'requeue', 'messages', 'why', 'list', 'quit'].map((name) => [
    name.slice(0, 1),
    name,
  ]),
);
const notYours = 'You have no such chat.';
const noMessage = 'There is no such message.';
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Runs one command line; what it did is said. */
export async function run(line: string, client: AgentClient, say: (line: string) => void): Promise<void> {
  const [name = '', chat, ...rest] = line.split(/\s+/);
  if (name === '') return;
  const availability = availabilities.find((each) => each === name);
  if (availability) return client.setAvailability(availability);
  const command = commands.get(short.get(name) ?? name);
  if (!command) return say(help);
  await command({ client, say, chat, rest: rest.join(' ') });
}

function write(o: Given): Promise<void> | void {
  if (o.chat === undefined || o.rest === '') return o.say('say what in which chat? s chat text');
  return onChat(o, o.client.board.mine, notYours, (id) => o.client.actions.write(id, o.rest));
}

function transfer(o: Given): Promise<void> | void {
  if (o.chat === undefined || o.rest === '') return o.say('transfer which chat to whom? t chat agent');
  return onChat(o, o.client.board.mine, notYours, (id) => o.client.actions.transfer(id, o.rest));
}

function take(o: Given): Promise<void> | void {
  if (o.chat === undefined) return o.client.actions.takeOldest();
  return onChat(o, o.client.board.messages, noMessage, (id) => o.client.actions.take(id));
}

function close(o: Given): Promise<void> | void {
  if (o.chat === undefined || o.rest === '') return o.say('close which message with what note? close chat note');
  return onChat(o, o.client.board.messages, noMessage, (id) => o.client.actions.close(id, o.rest));
}

/** Of a chat that is over only the whole id is known. */
function why(o: Given): Promise<void> | void {
  const { mine, waiting, messages } = o.client.board;
  if (o.chat !== undefined && uuid.test(o.chat)) return o.client.actions.why(o.chat.toLowerCase());
  const known = new Set([...mine, ...waiting, ...messages]);
  return onChat(o, known, 'No such chat is yours, waits or is a message; name it by its whole id.', (id) =>
    o.client.actions.why(id),
  );
}

function onChat(
  { chat, say }: Given,
  chats: ReadonlySet<string>,
  none: string,
  what: (chatId: string) => Promise<void>,
): Promise<void> | void {
  const ids = [...chats];
  const chatId = chat === undefined ? ids[0] : ids.find((id) => id.startsWith(chat) || id.endsWith(chat));
  return chatId === undefined ? say(none) : what(chatId);
}

function list({ client, say }: Given): void {
  const { waiting, mine, messages } = client.board;
  for (const chatId of waiting) say(`Waiting  ${chatId}`);
  for (const chatId of mine) say(`Yours    ${chatId}`);
  for (const chatId of messages) say(`Message  ${chatId}`);
  say(client.board.summary);
}
