import { PostgresListener } from '@switchboard/persistence';
import { spawnProcess } from '@switchboard/testing';
import { join } from 'node:path';
import type { RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import type { TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';
import { drainMetrics } from './drain.metrics';
import { DueTeamsRepository } from './due-teams.repository';
import type { LastRequest } from './dying-instance.support.spec';

const routing = useRouting();
const runSource = join(__dirname, '../../../../libs/messaging/src/specs/run-source.cjs');
const dyingInstance = join(__dirname, 'dying-instance.support.spec.ts');

type Asked = Pick<LastRequest, 'method' | 'path' | 'token' | 'body'>;

/** An instance of its own is asked, and is dead as soon as it has committed. */
async function askAndKill(asked: Asked): Promise<void> {
  const { databaseUrl, issuers } = routing;
  const request: LastRequest = { databaseUrl, jwksUrls: issuers.jwksUrls, ...asked };
  const child = spawnProcess(process.execPath, [runSource, dyingInstance, JSON.stringify(request)]);
  const exit = await child.exited;
  if (exit.signal !== 'SIGKILL') throw new Error(`it ended otherwise: ${child.output()}`);
}

const rowOf = (team: TeamUnderTest) =>
  routing.rows<{ drain_due: boolean; waiting: number }>('SELECT drain_due, waiting FROM routing.team WHERE id = $1', [
    team.id,
  ]);
const safetyHits = async (): Promise<number> => (await drainMetrics.safetyHits.get()).values[0]?.value ?? 0;
const partOf = (service: RoutingUnderTest) => service.app.get(DueTeamsRepository, { strict: false });

/** From now on nothing but NOTIFY can bring the running instance to look. */
const withoutScan = () => jest.spyOn(partOf(routing.service), 'overdue').mockResolvedValue([]);
/** From now on nothing but the scan can. */
const withoutNotify = () => routing.service.app.get(PostgresListener, { strict: false }).close();

/** Ann has one place, which is taken; another chat waits for it. Ben is busy. */
async function onePlace() {
  const team = await routing.team({ defaultCapacity: 1 });
  await team.agent('Ann');
  const [owned, waiting] = (await team.requests(2)) as [string, string];
  const ben = await team.agent('Ben', { availability: 'busy' });
  // However long a child takes to start: a silence of presence would keep the chat waiting, or set off a look of its own.
  await routing.rows(`UPDATE routing.presence_pulse SET heard_at = clock_timestamp() + interval '1 h'`);
  return { team, ben, owned, waiting };
}
type OnePlace = Awaited<ReturnType<typeof onePlace>>;

const ends = ({ team, owned }: OnePlace): Asked => ({
  method: 'POST',
  path: `/chats/${owned}/end`,
  token: team.managerToken,
});

/** What frees a place, and the events of the older and the younger chat once it is filled. */
const causes: [string, (place: OnePlace) => Asked, string[], string[]][] = [
  ['a chat ends', ends, ['chat.assigned', 'chat.ended'], ['chat.queued', 'chat.assigned']],
  [
    'an agent becomes available',
    ({ ben }) => ({
      method: 'PUT',
      path: '/agents/me/availability',
      token: ben.token,
      body: { availability: 'available' },
    }),
    ['chat.assigned'],
    ['chat.queued', 'chat.assigned'],
  ],
  [
    'a chat is given back',
    ({ team, owned }) => ({ method: 'POST', path: `/chats/${owned}/requeue`, token: team.managerToken }),
    ['chat.assigned', 'chat.requeued', 'chat.assigned'],
    ['chat.queued'],
  ],
];

afterEach(() => jest.restoreAllMocks());

describe('a process that dies between the commit that frees a place and its drain', () => {
  it.each(causes)('leaves it to the next one to start: %s', async (_, asked, older, younger) => {
    const place = await onePlace();
    await routing.stop();
    await askAndKill(asked(place));
    const stillWaiting = older.includes('chat.requeued') ? 2 : 1;
    expect(await rowOf(place.team)).toEqual([{ drain_due: true, waiting: stillWaiting }]);
    await routing.start();
    const team = place.team.using(routing.service);
    await team.eventuallyDrained();
    expect([await team.story(place.owned), await team.story(place.waiting)]).toEqual([older, younger]);
    expect(await rowOf(team)).toEqual([{ drain_due: false, waiting: stillWaiting - 1 }]);
  });

  it('is followed up by one that runs, as it is told, without the safety scan', async () => {
    const place = await onePlace();
    withoutScan();
    await askAndKill(ends(place));
    await place.team.eventuallyDrained();
    expect(await place.team.story(place.waiting)).toEqual(['chat.queued', 'chat.assigned']);
  });

  it('is found by the safety scan, and counted, where nothing is told', async () => {
    const place = await onePlace();
    const before = await safetyHits();
    await withoutNotify();
    await askAndKill(ends(place));
    await place.team.eventuallyDrained();
    expect(await place.team.story(place.waiting)).toEqual(['chat.queued', 'chat.assigned']);
    expect(await safetyHits()).toBe(before + 1);
    await routing.restart();
  });
});
