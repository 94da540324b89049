import { Injectable } from '@nestjs/common';
import { plainArray, rowsOf } from '@switchboard/persistence';
import type { Agent, StrategyName } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { RECOUNT } from './census';
import type { Send } from './pipelined';
import type { TeamOutcome } from './work';

const UPDATE_TEAMS = `
  UPDATE team SET sequence = u.sequence, waiting = u.waiting, drain_due = u.drain_due,
    drain_due_at = CASE WHEN u.drain_due THEN clock_timestamp() END,
    free_agents = u.free, full_agents = u."full", busy_agents = u.busy, hidden_agents = u.hidden,
    disconnected_agents = u.disconnected, inactive_agents = u.inactive
  FROM ${rowsOf(1, 'uuid, bigint, int, boolean, int, int, int, int, int, int')}
    AS u (id, sequence, waiting, drain_due, free, "full", busy, hidden, disconnected, inactive)
  WHERE team.id = u.id`;

/** The two hot tables of counters in one statement. */
const UPDATE_COUNTERS = `
  WITH counters AS (
    UPDATE agent SET active_chats = u.active_chats, last_sequence = u.last_sequence
    FROM ${rowsOf(11, 'uuid, uuid, int, bigint')} AS u (team_id, id, active_chats, last_sequence)
    WHERE agent.team_id = u.team_id AND agent.id = u.id
  )
  ${UPDATE_TEAMS}`;

/** $1 agent ids, $2 team ids, pairwise; waits for whoever is just adding one of them, and leaves that one out. */
const SETTLE_AGENTS = `
  INSERT INTO agent_home (agent_id, team_id) SELECT * FROM ${rowsOf(1, 'uuid, uuid')}
  ON CONFLICT DO NOTHING RETURNING 1`;

const SAVE_AGENTS = `
  INSERT INTO agent (id, team_id, name, active, connected, availability, availability_since, availability_version,
                     own_capacity, capacity, active_chats, last_sequence, configuration_version, presence_version,
                     strategy)
  SELECT id, team_id, name, active, connected, availability, clock_timestamp(), availability_version,
         own_capacity, capacity, active_chats, last_sequence, configuration_version, presence_version, strategy
  FROM ${rowsOf(1, 'uuid, uuid, text, boolean, boolean, text, bigint, int, int, int, bigint, int, bigint, text')}
    AS u (id, team_id, name, active, connected, availability, availability_version, own_capacity, capacity,
          active_chats, last_sequence, configuration_version, presence_version, strategy)
  ON CONFLICT (team_id, id) DO UPDATE SET
    name = excluded.name, active = excluded.active, connected = excluded.connected,
    availability = excluded.availability, availability_version = excluded.availability_version,
    availability_since = CASE WHEN agent.availability_version = excluded.availability_version
                              THEN agent.availability_since ELSE excluded.availability_since END,
    own_capacity = excluded.own_capacity, capacity = excluded.capacity, active_chats = excluded.active_chats,
    last_sequence = excluded.last_sequence, configuration_version = excluded.configuration_version,
    presence_version = excluded.presence_version`;

const CONFIGURE_TEAM = `
  UPDATE team SET name = $2, version = $3, method = $4, strategy = $5, default_capacity = $6, removed = $7
  WHERE id = $1`;

const WRITE_OUT_CAPACITY = `
  UPDATE agent SET capacity = $2 WHERE team_id = $1 AND own_capacity IS NULL AND capacity <> $2`;

const WRITE_OUT_STRATEGY = `UPDATE agent SET strategy = $2 WHERE team_id = $1 AND strategy <> $2`;

/** In the order of the parameters above. */
const standings = ['free', 'full', 'busy', 'hidden', 'disconnected', 'inactive'] as const;

interface AgentOfTeam {
  readonly teamId: string;
  readonly strategy: StrategyName;
  readonly agent: Agent;
}

/** Writes what became of the teams and agents. Their rows are only ever changed under the team's lock. */
@Injectable()
export class AgentRepository {
  async write(tx: EntityManager, outcomes: readonly TeamOutcome[], send: Send): Promise<void> {
    const counters: AgentOfTeam[] = [];
    const whole: AgentOfTeam[] = [];
    const unheardOf: AgentOfTeam[] = [];
    for (const outcome of outcomes) {
      const { id: teamId, strategy } = outcome.decided.team;
      const before = new Map(outcome.load.agents.map((agent) => [agent.id, agent]));
      for (const agent of outcome.decided.agents) {
        (onlyCounters(before.get(agent.id), agent) ? counters : whole).push({ teamId, strategy, agent });
        if (!before.has(agent.id)) unheardOf.push({ teamId, strategy, agent });
      }
      await this.configure(tx, outcome);
    }
    if (unheardOf.length > 0) await this.settle(tx, unheardOf);
    if (whole.length > 0) await this.save(tx, whole);
    await send(this.count(tx, outcomes, counters));
    await this.recount(tx, outcomes, send);
  }

  private async configure(tx: EntityManager, { load, decided }: TeamOutcome): Promise<void> {
    for (const decision of decided.decisions) {
      if (decision.kind !== 'team-configured') continue;
      const { command: c } = decision;
      const id = load.team.id;
      await tx.query(CONFIGURE_TEAM, [id, c.name, c.version, c.method, c.strategy, c.defaultCapacity, c.removed]);
      if (decision.defaultCapacityChanged) await tx.query(WRITE_OUT_CAPACITY, [id, c.defaultCapacity]);
      if (decision.strategyChanged) await tx.query(WRITE_OUT_STRATEGY, [id, c.strategy]);
    }
  }

  /** Another default capacity made agents full or free that were not read. */
  private async recount(tx: EntityManager, outcomes: readonly TeamOutcome[], send: Send): Promise<void> {
    for (const { load, decided } of outcomes) {
      const rewritten = decided.decisions.some((d) => d.kind === 'team-configured' && d.defaultCapacityChanged);
      if (rewritten) await send(tx.query(RECOUNT, [load.team.id]));
    }
  }

  /** The locks are the teams', so two teams may be told of one agent at once: the later one looks again, and refuses. */
  private async settle(tx: EntityManager, rows: readonly AgentOfTeam[]): Promise<void> {
    const parameters = [rows.map(({ agent }) => agent.id), rows.map(({ teamId }) => teamId)];
    const settled = await tx.query<unknown[]>(SETTLE_AGENTS, parameters);
    if (settled.length < rows.length) throw new Error('another team was just told of the same agent');
  }

  private async save(tx: EntityManager, rows: readonly AgentOfTeam[]): Promise<void> {
    const column = <T>(pick: (agent: Agent) => T): T[] => rows.map((row) => pick(row.agent));
    await tx.query(SAVE_AGENTS, [
      column((a) => a.id),
      rows.map((row) => row.teamId),
      column((a) => a.name),
      column((a) => a.active),
      column((a) => a.connected),
      column((a) => a.availability),
      column((a) => a.availabilityVersion),
      column((a) => a.ownCapacity ?? null),
      column((a) => a.capacity),
      column((a) => a.activeChats),
      column((a) => a.lastSequence),
      column((a) => a.configurationVersion),
      column((a) => a.presenceVersion),
      rows.map((row) => row.strategy),
    ]);
  }

  private async count(
    tx: EntityManager,
    outcomes: readonly TeamOutcome[],
    agents: readonly AgentOfTeam[],
  ): Promise<void> {
    const changed = outcomes.filter(({ load, decided }) => !sameTeam(load.team, decided.team));
    if (changed.length === 0 && agents.length === 0) return;
    const teams = changed.map((outcome) => outcome.decided.team);
    const parameters = [
      plainArray(teams.map((team) => team.id)),
      plainArray(teams.map((team) => team.sequence)),
      plainArray(teams.map((team) => team.waiting)),
      plainArray(teams.map((team) => team.drainDue)),
      ...standings.map((standing) => plainArray(teams.map((team) => team.census[standing]))),
    ];
    if (agents.length === 0) return void (await tx.query(UPDATE_TEAMS, parameters));
    await tx.query(UPDATE_COUNTERS, [
      ...parameters,
      plainArray(agents.map(({ teamId }) => teamId)),
      plainArray(agents.map(({ agent }) => agent.id)),
      plainArray(agents.map(({ agent }) => agent.activeChats)),
      plainArray(agents.map(({ agent }) => agent.lastSequence)),
    ]);
  }
}

function sameTeam(a: TeamOutcome['load']['team'], b: TeamOutcome['load']['team']): boolean {
  const same = a.sequence === b.sequence && a.waiting === b.waiting && a.drainDue === b.drainDue;
  return same && standings.every((standing) => a.census[standing] === b.census[standing]);
}

function onlyCounters(before: Agent | undefined, after: Agent): boolean {
  return (
    before !== undefined &&
    before.name === after.name &&
    before.active === after.active &&
    before.availabilityVersion === after.availabilityVersion &&
    before.capacity === after.capacity &&
    before.ownCapacity === after.ownCapacity &&
    before.configurationVersion === after.configurationVersion &&
    before.presenceVersion === after.presenceVersion
  );
}
