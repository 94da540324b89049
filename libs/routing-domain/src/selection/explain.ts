import type { DecidedBy, Reason } from '../decision';
import type { Actor, Agent } from '../model';

const factsOf = ({ activeChats, capacity, lastSequence }: Agent) => ({ activeChats, capacity, lastSequence });

const runnerUpFacts = (agent: Agent) => ({
  runnerUpId: agent.id,
  runnerUpActiveChats: agent.activeChats,
  runnerUpLastSequence: agent.lastSequence,
});

/** A sentence holds up to three names and must stay short enough for its event (500 characters). */
const NAME_MAX = 80;
const short = (name: string): string =>
  name.length <= NAME_MAX
    ? name
    : `${name
        .slice(0, NAME_MAX)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;

const chats = (count: number): string => (count === 1 ? '1 chat' : `${count} chats`);

function decidedBy(winner: Agent, runnerUp: Agent | undefined): DecidedBy {
  if (!runnerUp) return 'only-one';
  if (winner.activeChats !== runnerUp.activeChats) return 'fewest-chats';
  if (winner.lastSequence === runnerUp.lastSequence) return 'agent-id';
  return winner.lastSequence === 0 ? 'never-had-one' : 'oldest-last-chat';
}

function sentence(by: DecidedBy, winner: Agent, runnerUp: Agent | undefined): string {
  const name = short(winner.name);
  const next = short(runnerUp?.name ?? '');
  const equal = `${name} and ${next} both had ${chats(winner.activeChats)}`;
  switch (by) {
    case 'only-one':
      return `${name} was the only available agent with a free place (${winner.activeChats} of ${winner.capacity}).`;
    case 'fewest-chats':
      return `${name} had the fewest chats (${winner.activeChats}); ${next} came next with ${runnerUp?.activeChats}.`;
    case 'never-had-one':
      return `${equal}; ${name} had never been given one.`;
    case 'oldest-last-chat':
      return `${equal}; the last one given to ${name} was longer ago.`;
    case 'agent-id':
      return `${equal} and neither had ever been given one; the agent id decides.`;
    case 'by-hand':
      return `${name} was chosen by hand.`;
  }
}

/** Why the strategy picked this agent, seen before the chat is counted. */
export function explainPick(winner: Agent, runnerUp: Agent | undefined): Reason {
  const by = decidedBy(winner, runnerUp);
  const facts = { decidedBy: by, ...factsOf(winner), ...(runnerUp && runnerUpFacts(runnerUp)) };
  return { sentence: sentence(by, winner, runnerUp), facts };
}

/** An agent pressed Assign. */
export function explainClaim(agent: Agent): Reason {
  return { sentence: `${short(agent.name)} pressed Assign.`, facts: { decidedBy: 'by-hand', ...factsOf(agent) } };
}

/** A manager chose; `override` = the agent's limit was passed on purpose. */
export function explainManager(agent: Agent, manager: Actor, override: boolean): Reason {
  const above = override ? `, above the limit of ${agent.capacity}` : '';
  return {
    sentence: `${short(manager.name ?? 'A manager')} gave the chat to ${short(agent.name)}${above}.`,
    facts: { decidedBy: 'by-hand', ...factsOf(agent), override },
  };
}
