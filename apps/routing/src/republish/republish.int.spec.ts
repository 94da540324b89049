import type { CloudEvent } from '@switchboard/contracts';
import { createDatabase, Issuers, RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import { eventually, TeamUnderTest } from '../test-support/team.harness.spec';
import { DataSource } from 'typeorm';
import { RepublishAvailability } from './republish-availability';

describe('availability is announced again', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let issuers: Issuers;
  let routing: RoutingUnderTest;

  beforeAll(async () => {
    database = await createDatabase();
    issuers = await Issuers.start();
    routing = await RoutingUnderTest.start({ databaseUrl: database.url, issuers });
  });
  afterAll(async () => {
    await routing.close();
    issuers.close();
    await database.drop();
  });

  const republish = (signal?: AbortSignal): Promise<number> =>
    routing.app.get(RepublishAvailability, { strict: false }).execute(signal);

  const announcements = async (): Promise<CloudEvent[]> =>
    (await routing.outbox()).filter(({ type }) => type === 'agent.availability.v1');

  it('with the version it has, for those who ever set one', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    const ann = await team.agent('Ann', { availability: 'busy' });
    await team.agent('Bob', { availability: 'hidden' });
    const before = await announcements();
    expect(await republish()).toBe(1);
    const after = await announcements();
    expect(after.slice(before.length).map(({ data }) => data)).toEqual([
      expect.objectContaining({ agentId: ann.id, teamId: team.id, availability: 'busy', version: 1 }),
    ]);
  });

  it('page by page, each agent once', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    await routing.rows(
      `INSERT INTO agent (team_id, id, active, connected, availability, availability_since, availability_version, capacity,
                          configuration_version, presence_version)
       SELECT $1, gen_random_uuid(), true, false, 'busy', now(), 3, 5, 1, 0 FROM generate_series(1, 1001)`,
      [team.id],
    );
    const before = (await announcements()).length;
    expect(await republish()).toBe(1002);
    const announced = (await announcements()).slice(before);
    expect(new Set(announced.map(({ subject }) => subject)).size).toBe(1002);
  });

  it('behind whoever has the lock of a team, without a lock of its own on agents that could meet theirs', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    const agents = [await team.agent('Ann'), await team.agent('Bob')].map(({ id }) => id).sort();
    const before = (await announcements()).length;
    const running = await routing.app.get(DataSource, { strict: false }).transaction(async (tx) => {
      const holder = await tx.query<{ pid: number }[]>(
        'SELECT pg_backend_pid() AS pid FROM team WHERE id = $1 FOR UPDATE',
        [team.id],
      );
      const republished = republish();
      await eventually(async () => {
        const waiting = await routing.rows('SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [
          holder[0]?.pid,
        ]);
        expect(waiting).toHaveLength(1);
      });
      for (const id of agents.toReversed()) {
        await tx.query('UPDATE agent SET availability_version = 7 WHERE team_id = $1 AND id = $2', [team.id, id]);
      }
      return { republished };
    });
    await running.republished;
    const announced = (await announcements()).slice(before).filter(({ teamid }) => teamid === team.id);
    expect(announced.map(({ data }) => data)).toEqual(
      agents.map((agentId) => expect.objectContaining({ agentId, version: 7 }) as unknown),
    );
  });

  it('not at all once the service stops', async () => {
    expect(await republish(AbortSignal.abort())).toBe(0);
  });
});
