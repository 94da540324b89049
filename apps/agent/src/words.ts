import type { LeftMessage, RoutingAgent, RoutingDecision, TranscriptMessage } from '@switchboard/contracts';
import { Fault } from './fault';

const why = { outside_hours: 'outside business hours', nobody_available: 'nobody was available' } as const;

/** A left message: from whom, what, why nobody answered, who has taken it. */
export function lineOfMessage(message: Pick<LeftMessage, 'chatId' | 'customer' | 'text' | 'why' | 'agent'>): string {
  const { chatId, customer, text, why: left, agent } = message;
  const from = customer.name ?? customer.id;
  const taken = agent ? `, taken by ${agent.name}` : '';
  return `Message  ${chatId}  ${onOneLine(from)}: ${onOneLine(text)}  (${why[left]}${taken})`;
}

/** A message of a chat: in which, from whom, what. */
export function lineOfSaid({ chatId, author, text }: Pick<TranscriptMessage, 'chatId' | 'author' | 'text'>): string {
  return `Said     ${chatId}  ${onOneLine(author.name ?? author.id)}: ${onOneLine(text)}`;
}

/** When and what, and for an automatic choice who came next. Times are UTC. */
export function linesOfDecision({ at, sentence, runnersUp = [] }: RoutingDecision): string[] {
  const next = runnersUp.map(({ name, activeChats }) => `${name} (${activeChats})`);
  const line = `${at.slice(0, 19).replace('T', ' ')}  ${onOneLine(sentence)}`;
  return next.length === 0 ? [line] : [line, `${' '.repeat(21)}Next would have been ${next.join(', ')}.`];
}

/**
 * The agent of this name, in whatever case; without one, the only agent whose name begins so.
 * @throws Fault when there is none, or several
 */
export function agentNamed<A extends Pick<RoutingAgent, 'name'>>(name: string, agents: readonly A[]): A {
  const wanted = name.toLowerCase();
  const equal = agents.filter((agent) => agent.name.toLowerCase() === wanted);
  const found = equal.length > 0 ? equal : agents.filter((agent) => agent.name.toLowerCase().startsWith(wanted));
  const [agent] = found;
  if (!agent) throw new Fault(`there is no agent ${name}; there are ${namesOf(agents)}`);
  if (found.length > 1) throw new Fault(`${name} could be ${namesOf(found)}`);
  return agent;
}

/** Text of customers goes to a terminal, which takes control characters for commands. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

const namesOf = (agents: readonly Pick<RoutingAgent, 'name'>[]): string => agents.map(({ name }) => name).join(', ');
