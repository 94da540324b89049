import type { Command } from '@switchboard/routing-domain';
import { spawnProcess } from '@switchboard/testing';
import { join } from 'node:path';
import { aBeat } from '../test-support/builders.harness.spec';
import type { TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';
import { drainMetrics } from './drain.metrics';

const routing = useRouting();
const runSource = join(__dirname, '../../../../libs/messaging/src/specs/run-source.cjs');
const dyingInstance = join(__dirname, 'dying-instance.support.spec.ts');

/** An instance of its own does the command, and is dead as soon as it has committed. */
async function doAndDie(team: TeamUnderTest, command: Command): Promise<void> {
  const args = [runSource, dyingInstance, routing.databaseUrl, team.id, JSON.stringify(command)];
  const child = spawnProcess(process.execPath, args);
  const exit = await child.exited;
  if (exit.signal !== 'SIGKILL') throw new Error(`it ended otherwise: ${child.output()}`);
}

const flagged = (team: TeamUnderTest) =>
  routing.rows<{ drain_due: boolean; waiting: number }>('SELECT drain_due, waiting FROM routing.team WHERE id = $1', [
    team.id,
  ]);
const safetyHits = async (): Promise<number> => (await drainMetrics.safetyHits.get()).values[0]?.value ?? 0;

/** Ann has one place, which is taken; another chat waits for it. */
async function onePlace() {
  const team = await routing.team({ defaultCapacity: 1 });
  const ann = await team.agent('Ann');
  const [owned, waiting] = (await team.requests(2)) as [string, string];
  return { team, ann, owned, waiting };
}

const ends = (chatId: string): Command => ({ kind: 'end', chatId, actor: { kind: 'manager', id: 'm' } });

describe('a process that dies between the commit that frees a place and its drain', () => {
  it('leaves the team due, and the next instance to start drains it, once', async () => {
    const { team, owned, waiting } = await onePlace();
    await routing.stop();
    await doAndDie(team, ends(owned));
    expect(await flagged(team)).toEqual([{ drain_due: true, waiting: 1 }]);
    await routing.start();
    await routing.service.deliver('routing.presence', [aBeat()]); // while it was down nobody knew who had stayed
    await team.using(routing.service).soonOwnedBy(waiting, 'Ann');
    expect(await team.story(waiting)).toEqual(['chat.queued', 'chat.assigned']);
    expect(await flagged(team)).toEqual([{ drain_due: false, waiting: 0 }]);
  });

  it.each<[string, (o: Awaited<ReturnType<typeof onePlace>>) => Promise<Command>, string[], string[]]>([
    [
      'a chat ends',
      ({ owned }) => Promise.resolve(ends(owned)),
      ['chat.assigned', 'chat.ended'],
      ['chat.queued', 'chat.assigned'],
    ],
    [
      'an agent becomes available',
      async ({ team }) => {
        const { id } = await team.agent('Ben', { availability: 'busy' });
        return { kind: 'set-availability', agentId: id, availability: 'available' };
      },
      ['chat.assigned'],
      ['chat.queued', 'chat.assigned'],
    ],
    [
      'a chat is given back',
      ({ owned }) => Promise.resolve({ kind: 'requeue', chatId: owned, actor: { kind: 'manager', id: 'm' } }),
      ['chat.assigned', 'chat.requeued', 'chat.assigned'],
      ['chat.queued'],
    ],
  ])('is followed up by an instance that lives, without the safety scan: %s', async (_, commandFor, older, younger) => {
    const { team, ...rest } = await onePlace();
    const command = await commandFor({ team, ...rest });
    const before = await safetyHits();
    await doAndDie(team, command);
    await team.eventuallyDrained();
    expect([await team.story(rest.owned), await team.story(rest.waiting)]).toEqual([older, younger]);
    expect(await safetyHits()).toBe(before);
  });
});
