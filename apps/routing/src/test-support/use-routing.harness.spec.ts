import type { EventData } from '@switchboard/contracts';
import type { Broker } from '@switchboard/messaging';
import { createDatabase, Issuers, RoutingUnderTest } from './routing-app.harness.spec';
import { eventually, expectConsistent, TeamUnderTest } from './team.harness.spec';

/** A running service for the specs of a file, on a database of its own that is consistent after each of them. */
export interface UsedRouting {
  readonly service: RoutingUnderTest;
  readonly databaseUrl: string;
  readonly issuers: Issuers;
  team(settings?: Partial<EventData<'team.configured'>>): Promise<TeamUnderTest>;
  /** A team that settings has not described yet. */
  unknownTeam(): Promise<TeamUnderTest>;
  /** Stops the service and starts it anew on its database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Of the database, whether the service runs or not; tables are those of all schemas. */
  rows<T extends object>(sql: string, parameters?: unknown[]): Promise<T[]>;
  /** Another instance on the same database; the caller closes it. */
  another(): Promise<RoutingUnderTest>;
  /** Makes a deadline due now, as if its time had passed. */
  makeDue(subjectId: string): Promise<void>;
  /** Once the watch has looked at all that is due now: a closing time, which waits for no news, is over. */
  watchHasLooked(teamId: string): Promise<void>;
}

const LOOKED = `SELECT FROM deadline WHERE kind = 'hours' AND subject_id = $1`;

/** @param broker of each start; without one none runs, and events are handed to the consumers. */
export function useRouting(broker?: () => Broker): UsedRouting {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let issuers: Issuers;
  let service: RoutingUnderTest;
  const start = () => RoutingUnderTest.start({ databaseUrl: database.url, issuers, broker: broker?.() });

  beforeAll(async () => {
    database = await createDatabase();
    issuers = await Issuers.start();
    service = await start();
  }, 60_000);

  afterEach(() => expectConsistent(service));

  afterAll(async () => {
    await service.close();
    issuers.close();
    await database.drop();
  });

  return {
    get service() {
      return service;
    },
    get databaseUrl() {
      return database.url;
    },
    get issuers() {
      return issuers;
    },
    team: (settings) => TeamUnderTest.create(service, issuers, settings),
    unknownTeam: () => TeamUnderTest.unheardOf(service, issuers),
    restart: async () => {
      await service.close();
      service = await start();
    },
    stop: () => service.close(),
    start: async () => {
      service = await start();
    },
    rows: (sql, parameters) => database.query(sql, parameters),
    another: start,
    makeDue: async (subjectId) => {
      await service.rows(`UPDATE deadline SET due_at = clock_timestamp() - interval '1 s' WHERE subject_id = $1`, [
        subjectId,
      ]);
    },
    watchHasLooked: async (teamId) => {
      await service.rows(
        `INSERT INTO deadline (kind, subject_id, team_id, due_at) VALUES ('hours', $1, $1, clock_timestamp())`,
        [teamId],
      );
      await eventually(async () => expect(await service.rows(LOOKED, [teamId])).toEqual([]));
    },
  };
}
