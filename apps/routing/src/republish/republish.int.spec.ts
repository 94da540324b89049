import type { CloudEvent } from '@switchboard/contracts';
import { createDatabase, Issuers, RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import { TeamUnderTest } from '../test-support/team.harness.spec';
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

  it('not at all once the service stops', async () => {
    expect(await republish(AbortSignal.abort())).toBe(0);
  });
});
