import { eventually } from '@switchboard/testing';
import { type Agent, Team } from '../../integration/team.support';
import { Line } from './line';
import type { System } from './system';

/** A team of the load. */
export interface TeamOnStage {
  readonly team: Team;
  readonly method: 'manual' | 'automatic';
  readonly agents: readonly Agent[];
  /** The agents' streams, in the same order. */
  readonly lines: readonly Line[];
  /** The only agent rests half of the time; what customers ask meanwhile becomes left messages. */
  readonly isPartTime: boolean;
}

/** What a team is on stage. */
interface Role {
  readonly method: TeamOnStage['method'];
  readonly afterGrace: 'requeue' | 'reassign' | 'keep';
  readonly agents: number;
  readonly capacity: number;
  readonly strategy?: 'least-assigned' | 'round-robin';
  readonly isPartTime?: boolean;
}

/**
 * Shorter than the silence that the runs keep, and longer than an agent needs to come back: whoever is thrown out was
 * thrown out wrongly.
 */
export const GRACE_SECONDS = 6;
const names = ['Kim', 'Lee', 'Park'];
const teams: readonly Role[] = [
  { method: 'automatic', afterGrace: 'requeue', agents: 3, capacity: 3 },
  { method: 'automatic', afterGrace: 'reassign', agents: 3, capacity: 4, strategy: 'round-robin' },
  { method: 'manual', afterGrace: 'requeue', agents: 2, capacity: 5 },
  { method: 'manual', afterGrace: 'keep', agents: 2, capacity: 5 },
  { method: 'automatic', afterGrace: 'requeue', agents: 1, capacity: 5, isPartTime: true },
];

/** New teams, whose agents are all connected and available (see README, what the checker assumes). */
export function castTeams(system: System, streams: AbortSignal): Promise<TeamOnStage[]> {
  return Promise.all(teams.map((each) => castTeam(system, each, streams)));
}

async function castTeam(
  system: System,
  { method, afterGrace, agents: size, capacity, strategy = 'least-assigned', isPartTime = false }: Role,
  streams: AbortSignal,
): Promise<TeamOnStage> {
  const team = await Team.create(system.installation, method);
  const leftMessage = { outsideHours: false, nobodyAvailable: isPartTime };
  await configure(system, team, { graceSeconds: GRACE_SECONDS, afterGrace, strategy, leftMessage });
  const agents: Agent[] = [];
  for (const name of names.slice(0, size)) agents.push(await team.agent(name, capacity));
  const lines: Line[] = [];
  for (const agent of agents) lines.push(await changeToEdge(system, agent, streams));
  return { team, method, agents, lines, isPartTime };
}

async function configure({ installation }: System, team: Team, change: object): Promise<void> {
  const bearer = team.managerToken;
  const path = `teams/${team.id}`;
  const { body } = await installation.call<{ version: number }>('settings', 'GET', path, { bearer });
  const saved = await installation.call<{ version: number }>('settings', 'PATCH', path, {
    bearer,
    body: { version: body.version, ...change },
  });
  if (saved.status !== 200) throw new Error(`settings refused: ${JSON.stringify(saved.body)}`);
  const { version } = saved.body;
  await eventually(
    async () => {
      const known = await installation.query('SELECT FROM routing.team WHERE id = $1 AND version = $2', [
        team.id,
        version,
      ]);
      if (known.length === 0) throw new Error(`routing does not know version ${version} of team ${team.id}`);
    },
    { timeoutMs: 30_000 },
  );
}

/** The agent's stream by way of the edge. The tab of the log-in is closed then. */
async function changeToEdge(system: System, agent: Agent, signal: AbortSignal): Promise<Line> {
  const line = await Line.open(`${system.edgeUrl}/api/v1/notification/stream`, agent.token, signal);
  await agent.disconnectAll();
  return line;
}
