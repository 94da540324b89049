import { type CloudEvent, uuidv7 } from '@switchboard/contracts';
import { aRequest, aTeam } from '../test-support/builders.harness.spec';
import { createDatabase, Issuers, RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import { TeamUnderTest } from '../test-support/team.harness.spec';
import { ExpirePlaceholders } from './expire-placeholders';

describe('a placeholder that settings never described', () => {
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

  const expire = (): Promise<number> => routing.app.get(ExpirePlaceholders, { strict: false }).execute();
  const letters = () =>
    routing.rows<{ value: Buffer; code: string }>(
      `SELECT value, error_code AS code FROM dead_letter WHERE consumer = 'routing.requests' ORDER BY id`,
    );

  const giveUp = async (team: string) => {
    await routing.rows(`UPDATE team SET created_at = now() - interval '8 days' WHERE id = $1`, [team]);
    await expire();
  };
  /** The newest letters, each by itself, as a redrive does it. */
  const redrive = async (count: number) => {
    for (const { value } of (await letters()).slice(-count).reverse()) {
      const request = JSON.parse(value.toString()) as CloudEvent<'chat.requested'>;
      expect(await routing.deliver('routing.requests', [request])).toEqual([]);
    }
  };

  it('keeps its requests for seven days, then hands them to the dead letters as they were, in their order', async () => {
    const [old, young] = [uuidv7(), uuidv7()];
    const requests = [aRequest(old), aRequest(old), aRequest(young)];
    await routing.deliver('routing.requests', requests);
    expect(await expire()).toBe(0);

    await routing.rows(`UPDATE team SET created_at = now() - interval '8 days' WHERE id = $1`, [old]);
    expect(await expire()).toBe(2);
    const buried = (await letters()).map(({ value, code }) => ({
      code,
      data: (JSON.parse(value.toString()) as { data: object }).data,
    }));
    expect(buried).toEqual(requests.slice(0, 2).map(({ data }) => ({ code: 'TEAM.UNKNOWN', data })));
    expect(await routing.rows('SELECT id, waiting FROM team ORDER BY id')).toEqual([{ id: young, waiting: 1 }]);
    expect(await routing.rows('SELECT id FROM chat')).toHaveLength(1);
    expect(await routing.rows('SELECT chat_id FROM chat_content')).toHaveLength(1);
  });

  it('is made anew by the next request, of which nothing is lost', async () => {
    const team = uuidv7();
    const again = aRequest(team);
    await routing.deliver('routing.requests', [again]);
    await routing.rows(`UPDATE team SET created_at = now() - interval '8 days' WHERE id = $1`, [team]);
    expect(await expire()).toBe(1);
    expect(await routing.deliver('routing.requests', [again])).toEqual([]);
    expect(await routing.rows('SELECT waiting FROM team WHERE id = $1', [team])).toEqual([{ waiting: 1 }]);
  });

  it('counts on when it is made anew: whoever keeps the highest number of each chat hears of what is redriven', async () => {
    const team = await TeamUnderTest.unheardOf(routing, issuers);
    const chats = await team.requests(3);
    // Given up, redriven, given up again; then the team is known. The operator's list is newest first.
    await giveUp(team.id);
    await redrive(chats.length);
    await giveUp(team.id);
    await routing.deliver('routing.configuration', [aTeam(team.id)]);
    await team.agent('Ann');
    await redrive(chats.length);
    for (const chat of chats) {
      expect(await team.story(chat)).toEqual(['chat.queued', 'chat.queued', 'chat.assigned']);
      const numbers = (await routing.outbox(chat)).map(({ teamseq }) => teamseq ?? 0);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }
  });
});
