import type { Considered, DecidedBy, Reason } from '../decision';
import { unreachable, type Actor, type Agent, type Census, type StrategyName } from '../model';
import type { Choice } from './candidates';
import { strategyNamed } from './strategies';
import type { RankingKey } from './strategy';

const factsOf = ({ activeChats, capacity, lastSequence }: Agent) => ({ activeChats, capacity, lastSequence });

const runnerUpFacts = (agent: Agent) => ({
  runnerUpId: agent.id,
  runnerUpActiveChats: agent.activeChats,
  runnerUpLastSequence: agent.lastSequence,
});

/** A sentence holds up to four names and must stay short enough for its event (500 characters). */
const NAME_MAX = 80;
const short = (name: string): string =>
  name.length <= NAME_MAX
    ? name
    : `${name
        .slice(0, NAME_MAX)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;

const chats = (count: number): string => (count === 1 ? '1 chat' : `${count} chats`);

/** The first of the strategy's keys in which the two differ. */
function decidedBy(strategy: StrategyName, winner: Agent, runnerUp: Agent | undefined): DecidedBy {
  if (!runnerUp) return 'only-one';
  const key = strategyNamed(strategy).order.find((each) => winner[each] !== runnerUp[each]) ?? 'id';
  return decidedByKey(key, winner);
}

function decidedByKey(key: RankingKey, winner: Agent): DecidedBy {
  switch (key) {
    case 'activeChats':
      return 'fewest-chats';
    case 'lastSequence':
      return winner.lastSequence === 0 ? 'never-had-one' : 'oldest-last-chat';
    case 'id':
      return 'agent-id';
    default:
      return unreachable(key);
  }
}

function sentence(strategy: StrategyName, by: DecidedBy, winner: Agent, runnerUp: Agent | undefined): string {
  const name = short(winner.name);
  const next = short(runnerUp?.name ?? '');
  const ranked = strategyNamed(strategy).order.includes('activeChats');
  const equal = ranked ? `${name} and ${next} both had ${chats(winner.activeChats)}` : 'The team takes turns';
  switch (by) {
    case 'only-one':
      return `${name} was the only available agent with a free place (${winner.activeChats} of ${winner.capacity}).`;
    case 'fewest-chats':
      return `${name} had the fewest chats (${winner.activeChats}); ${next} came next with ${runnerUp?.activeChats}.`;
    case 'never-had-one':
      return `${equal}; ${name} had never been given one.`;
    case 'oldest-last-chat':
      return `${equal}; the last one given to ${name} was longer ago${ranked ? '' : ` than the last one of ${next}`}.`;
    case 'agent-id':
      return `${equal}, and neither ${ranked ? '' : `${name} nor ${next} `}had ever been given one; the agent id decides.`;
    case 'by-hand':
      return `${name} was chosen by hand.`;
    default:
      return unreachable(by);
  }
}

/** Why the strategy picked this agent, and what it looked at, seen before the chat is counted. */
export function explainPick(
  { winner, runnersUp, passedOver }: Choice,
  strategy: StrategyName,
  census: Census,
): { reason: Reason; considered: Considered } {
  const [next] = runnersUp;
  const by = decidedBy(strategy, winner, next);
  const candidates = census.free;
  const facts = {
    decidedBy: by,
    ...factsOf(winner),
    candidates,
    ...(next && runnerUpFacts(next)),
    ...(passedOver && { passedOverId: passedOver.id }),
  };
  const considered = {
    census,
    runnersUp: runnersUp.map(({ id, name, activeChats, lastSequence }) => ({ id, name, activeChats, lastSequence })),
  };
  const apartFrom = passedOver ? `Apart from ${short(passedOver.name)}, who gave the chat up: ` : '';
  return { reason: { sentence: apartFrom + sentence(strategy, by, winner, next), facts }, considered };
}

/** An agent pressed Assign. */
export function explainClaim(agent: Agent): Reason {
  return { sentence: `${short(agent.name)} pressed Assign.`, facts: { decidedBy: 'by-hand', ...factsOf(agent) } };
}

/** A manager chose; `override` = the agent's limit was passed on purpose. */
export function explainManager(agent: Agent, manager: Actor, override: boolean): Reason {
  return {
    sentence: `${short(manager.name ?? 'A manager')} gave the chat to ${short(agent.name)}${above(agent, override)}.`,
    facts: { decidedBy: 'by-hand', ...factsOf(agent), override },
  };
}

/** The owner or a manager moved the chat; `override` as above. */
export function explainTransfer(agent: Agent, by: Actor, override: boolean): Reason {
  return {
    sentence: `${short(by.name ?? 'A manager')} transferred the chat to ${short(agent.name)}${above(agent, override)}.`,
    facts: { decidedBy: 'by-hand', ...factsOf(agent), override },
  };
}

const above = (agent: Agent, override: boolean): string => (override ? `, above the limit of ${agent.capacity}` : '');
