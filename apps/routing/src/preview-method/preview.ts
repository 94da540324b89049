import type { MethodPreview } from '@switchboard/contracts';
import { type Agent, type Command, decide, type RoutingMethod, type StrategyName } from '@switchboard/routing-domain';
import type { Snapshot } from './preview.repository';

/**
 * Plays the switch and the drain that follows it through the very code that would do them, and writes nothing.
 * Exact for that moment; nobody can promise that no agent leaves meanwhile.
 */
export function preview(snapshot: Snapshot, method: RoutingMethod, strategy: StrategyName): MethodPreview {
  const { team, silent } = snapshot;
  const given = silent || team.removed ? new Map<string, number>() : play(snapshot, method, strategy);
  const played = [...given.values()].reduce((sum, count) => sum + count, 0);
  const complete = played === 0 || played >= Math.min(team.waiting, snapshot.places);
  const assigned = complete ? played : Math.min(team.waiting, snapshot.places);
  const agents = snapshot.agents
    .filter(({ id }) => given.has(id))
    .map((agent) => share(agent, given.get(agent.id) ?? 0));
  return {
    method,
    strategy,
    settingsVersion: team.version,
    waiting: team.waiting,
    assigned,
    agents: agents.sort((a, b) => b.assigned - a.assigned || (a.name < b.name ? -1 : 1)),
    complete,
    sentence: sentence(team.waiting, assigned),
  };
}

function play(snapshot: Snapshot, method: RoutingMethod, strategy: StrategyName): Map<string, number> {
  const { team, agents, waiting, silent, now } = snapshot;
  const { name, defaultCapacity, rules, removed } = team;
  const version = team.version + 1;
  const commands: Command[] = [
    { kind: 'configure-team', name, method, strategy, defaultCapacity, rules, removed, version },
    { kind: 'drain' },
  ];
  const nothing = { foreignAgents: new Set<string>(), chats: [], earlyCancels: new Map(), deadlines: [] };
  const load = { team, paused: silent, agents, candidatesRead: true, waiting, ...nothing };
  const given = new Map<string, number>();
  for (const decision of decide(load, commands, now).decisions) {
    if (decision.kind === 'assigned') given.set(decision.agent.id, (given.get(decision.agent.id) ?? 0) + 1);
  }
  return given;
}

const share = ({ id, name, activeChats, capacity }: Agent, assigned: number) => ({
  id,
  name,
  activeChats,
  capacity,
  assigned,
});

const sentence = (waiting: number, assigned: number): string =>
  waiting === 0 ? 'Nobody is waiting.' : `${waiting} waiting, ${assigned} would be assigned now.`;
