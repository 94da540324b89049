import { Injectable } from '@nestjs/common';
import type { Census, CurrentStatistics } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { CENSUS_COLUMNS, toCensus } from '../engine/census';
import { instant } from '../engine/instant';

/**
 * $1 team. Each part reads its own small index; the queue's length and the census are counters. `statement_timestamp` is
 * stable, so that it bounds the index of those ended: with `clock_timestamp` all that ever ended would be read.
 */
const NOW = `
  SELECT ${instant('statement_timestamp()')} AS at, waiting, ${CENSUS_COLUMNS},
    (SELECT greatest(0, extract(epoch FROM statement_timestamp() - enqueued_at))::float8 FROM chat
     WHERE team_id = $1 AND state = 'waiting' ORDER BY queue_sequence LIMIT 1) AS "longestWaitSeconds",
    (SELECT count(*)::int FROM assignment WHERE team_id = $1 AND released_at IS NULL) AS "inProgress",
    (SELECT count(*)::int FROM chat WHERE team_id = $1 AND state = 'left_message' AND closed_by IS NULL) AS "leftMessages",
    (SELECT count(*)::int FROM chat WHERE team_id = $1 AND state = 'ended' AND ended_at >=
       date_trunc('day', statement_timestamp(), coalesce(team.settings::json ->> 'timeZone', 'UTC'))) AS "endedToday"
  FROM team WHERE id = $1`;

type Row = Omit<CurrentStatistics, 'agents'> & Census;

/** The team at this moment. */
@Injectable()
export class NowRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Undefined for a team that routing has not heard of. */
  async read(teamId: string): Promise<CurrentStatistics | undefined> {
    const [row] = await this.dataSource.query<Row[]>(NOW, [teamId]);
    if (!row) return undefined;
    const { at, waiting, longestWaitSeconds, inProgress, leftMessages, endedToday } = row;
    return { at, waiting, longestWaitSeconds, inProgress, leftMessages, endedToday, agents: toCensus(row) };
  }
}
