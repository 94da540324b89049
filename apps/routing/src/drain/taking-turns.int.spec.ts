import { RoutingEngine } from '../engine/routing-engine';
import type { Work } from '../engine/work';
import { eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';
import { Drainer } from './drainer';
import { DueTeamsRepository } from './due-teams.repository';

const routing = useRouting();
const drainer = () => routing.service.app.get(Drainer, { strict: false });

/** From now on nothing wakes the drainer but the commits of this instance, and the spec. */
function withoutWatch(): void {
  const due = routing.service.app.get(DueTeamsRepository, { strict: false });
  for (const look of ['all', 'overdue'] as const) jest.spyOn(due, look).mockResolvedValue([]);
}

/** The teams of the drains from now on, in turn. Each waits, before it locks anything, for what `before` says. */
function watchDrains(before: (teamId: string, turn: number) => Promise<unknown>): string[] {
  const engine = routing.service.app.get(RoutingEngine, { strict: false });
  const execute = engine.execute.bind(engine);
  const begun: string[] = [];
  jest.spyOn(engine, 'execute').mockImplementation(async (tx, work) => {
    const teamId = teamOfDrain(work);
    if (teamId !== undefined) {
      begun.push(teamId);
      await before(teamId, begun.filter((id) => id === teamId).length);
    }
    return execute(tx, work);
  });
  return begun;
}

function teamOfDrain({ commands }: Work): string | undefined {
  for (const [teamId, [first]] of commands) if (first?.kind === 'drain') return teamId;
  return undefined;
}

/** Once the drainer is through with them. */
const drained = (...teams: TeamUnderTest[]) =>
  eventually(() => expect(teams.filter(({ id }) => drainer().isBusyWith(id))).toEqual([]), { timeoutMs: 30_000 });

/** So many chats wait, and Ann has a place for each: as a process leaves it that dies right after its commit. */
async function due(waiting: number): Promise<{ team: TeamUnderTest; last: string }> {
  const team = await routing.team({ defaultCapacity: 900 });
  const ann = await team.agent('Ann', { availability: 'busy' });
  const chats = await team.requests(waiting);
  await routing.rows(`UPDATE routing.agent SET availability = 'available' WHERE id = $1`, [ann.id]);
  await routing.rows(
    `UPDATE routing.team SET drain_due = true, drain_due_at = clock_timestamp(), busy_agents = 0, free_agents = 1
     WHERE id = $1`,
    [team.id],
  );
  return { team, last: chats.at(-1) ?? '' };
}

afterEach(() => jest.restoreAllMocks());

describe('the drains of an instance', () => {
  it('take turns by the chunk: long queues, were they as many as are drained at once, hold up no other team', async () => {
    withoutWatch();
    const [long, longer, short] = [await due(600), await due(700), await due(1)];
    // No long queue gets its second chunk until the one place is filled.
    const begun = watchDrains(async (_, turn) => {
      if (turn > 1) await short.team.soonOwnedBy(short.last, 'Ann');
    });
    drainer().wake([long.team.id, longer.team.id, short.team.id]);
    await drained(long.team, longer.team, short.team);
    for (const { team, last } of [long, longer, short]) expect(await team.ownerOf(last)).toBe('Ann');
    expect(begun).toHaveLength(2 + 2 + 1);
  }, 90_000);

  it('are one more for a team, however many of its places become free while one runs', async () => {
    withoutWatch();
    const team = await routing.team({ defaultCapacity: 5 });
    const ann = await team.agent('Ann');
    const [first = '', ...others] = await team.requests(5);
    const waiting = await team.requests(10);
    const begun = watchDrains(async (_, turn) => {
      if (turn === 1) for (const chat of others) await team.end(ann, chat);
    });
    await team.end(ann, first);
    await drained(team);
    expect(begun).toEqual([team.id, team.id]);
    const owners = await Promise.all(waiting.map((chat) => team.ownerOf(chat)));
    expect(owners.filter((owner) => owner === 'Ann')).toHaveLength(5);
  });
});
