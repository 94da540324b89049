import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PRESENCE_IS_LIVE } from '../engine/presence-pulse';
import type { Pace } from './estimate-wait';

/** So many of the last chats speak for the next ones. */
const LAST = 100;
/** How long work takes changes slowly: the first estimate of a morning rests on the day before. */
const HANDLE_DAYS = 7;
/** How long people wait, and how soon somebody presses Assign, changes with the hour. */
const WAIT_HOURS = 4;
/** Capacities are averaged over so many agents: a customer's look must not read 50,000. */
const SAMPLE = 200;

const epoch = (instant: string) => `extract(epoch FROM ${instant})::float8`;
/** `statement_timestamp` is stable, so it bounds the index; with `clock_timestamp` a quiet team's whole past would be read. */
const since = (column: string, span: string) => `${column} > statement_timestamp() - interval '${span}'`;

/** $1 team. Every part is bounded and has an index. */
const PACE = `
  WITH sample AS (
    SELECT avg(capacity)::float8 AS capacity, coalesce(sum(greatest(capacity - active_chats, 0)), 0)::int AS free
    FROM (SELECT capacity, active_chats FROM agent WHERE team_id = $1 AND eligible LIMIT ${SAMPLE}) AS sampled
  ), over AS (
    SELECT coalesce(sum(${epoch('least(assigned_at, ended_at) - enqueued_at')}), 0) AS seconds,
      count(*) FILTER (WHERE state = 'cancelled')::int AS "gaveUp"
    FROM (
      SELECT state, enqueued_at, assigned_at, ended_at FROM chat
      WHERE team_id = $1 AND ${since('ended_at', `${WAIT_HOURS} h`)} ORDER BY ended_at DESC LIMIT ${LAST}) AS last
    WHERE state = 'ended' OR (state = 'cancelled' AND ended_at > enqueued_at)
  ), taken AS (
    SELECT ${epoch('enqueued_at')} AS "enqueuedAt", ${epoch('last.assigned_at')} AS "assignedAt"
    FROM (
      SELECT chat_id, assigned_at, decision FROM assignment
      WHERE team_id = $1 AND ${since('assigned_at', `${WAIT_HOURS} h`)} ORDER BY assigned_at DESC LIMIT ${LAST}) AS last
    JOIN chat ON chat.id = chat_id
    WHERE decision::json ->> 'cause' NOT IN ('transfer', 'reassign') -- these did not come from the queue
  ), handled AS (
    SELECT ${epoch('released_at - assigned_at')} AS seconds FROM assignment
    WHERE team_id = $1 AND ${since('released_at', `${HANDLE_DAYS} d`)} ORDER BY released_at DESC LIMIT ${LAST}
  )
  SELECT method = 'automatic' AS automatic,
    CASE method WHEN 'automatic' THEN (free_agents + full_agents) > 0 AND ${PRESENCE_IS_LIVE}
      ELSE free_agents + full_agents + busy_agents + hidden_agents > 0 END AS attended,
    round((free_agents + full_agents) * coalesce(sample.capacity, 0))::int AS places, sample.free AS "freePlaces",
    ARRAY(SELECT seconds FROM handled) AS "handleSeconds", (SELECT to_json(over) FROM over) AS waited,
    CASE method WHEN 'manual' THEN (SELECT coalesce(json_agg(taken ORDER BY "assignedAt" DESC), '[]') FROM taken) ELSE '[]' END AS departures,
    ${epoch('statement_timestamp()')} AS now,
    coalesce((SELECT ${epoch('enqueued_at')} FROM chat WHERE team_id = $1 AND state = 'waiting'
              ORDER BY queue_sequence LIMIT 1), ${epoch('statement_timestamp()')}) AS "waitingSince"
  FROM team CROSS JOIN sample WHERE id = $1`;

/** Everybody who waits asks every 10 s, and what they are told is an estimate: a team's pace is read once for all of them. */
const FRESH_MS = 1_500;

/** How fast a team works at the moment, or has just done. */
@Injectable()
export class PaceRepository {
  private readonly recent = new Map<string, Promise<Pace | undefined>>();

  constructor(private readonly dataSource: DataSource) {}

  /** At most 1.5 s old. Undefined for a team that routing has not heard of. */
  read(teamId: string): Promise<Pace | undefined> {
    const known = this.recent.get(teamId);
    if (known) return known;
    const pace = this.query(teamId);
    this.recent.set(teamId, pace);
    const forget = (): boolean => this.recent.delete(teamId);
    pace.then(() => setTimeout(forget, FRESH_MS).unref(), forget);
    return pace;
  }

  private async query(teamId: string): Promise<Pace | undefined> {
    const [pace] = await this.dataSource.query<Pace[]>(PACE, [teamId]);
    return pace;
  }
}
