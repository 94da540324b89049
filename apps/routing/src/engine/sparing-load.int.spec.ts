import { uuidv7 } from '@switchboard/contracts';
import { type Command, decide, type Decided } from '@switchboard/routing-domain';
import fc from 'fast-check';
import { DataSource, type EntityManager } from 'typeorm';
import { type LoadedTeam, loadedTeam, setUp } from '../test-support/loaded-team.harness.spec';
import type { AgentOnDuty, TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';
import { ChatLoadsRepository } from './chat-loads.repository';
import { type LoadPlan, chatIdsOf, planLoad } from './load-plan';
import { LoadRepository } from './load.repository';
import { TeamRepository } from './team.repository';

const AGENTS = 40;
const RUNS = 400;

const routing = useRouting();
let team: TeamUnderTest;
let agents: AgentOnDuty[];

beforeAll(async () => {
  team = await routing.team({ afterGrace: 'reassign' });
  agents = await team.crowd(AGENTS);
});

/** Nothing of what it did stays. */
async function undone<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const runner = routing.service.app.get(DataSource, { strict: false }).createQueryRunner();
  await runner.startTransaction();
  try {
    return await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const decisive = ({ decisions, team: after, agents: changed }: Decided) => ({
  decisions,
  after,
  changed: changed.map(({ id, activeChats, lastSequence }) => [id, activeChats, lastSequence]),
});

/** What is decided from what the service reads, and from all candidates. */
async function both(tx: EntityManager, commands: readonly Command[]) {
  const get = <T>(token: new (...parts: never[]) => T) => routing.service.app.get<T>(token, { strict: false });
  const [locked] = await get(TeamRepository).lock(tx, [team.id]);
  if (!locked) throw new Error('there is no team');
  const known = await get(ChatLoadsRepository).named(tx, chatIdsOf([commands]));
  const decided = async (plan: LoadPlan) => {
    const [load] = await get(LoadRepository).read(tx, [plan], known);
    if (!load) throw new Error('nothing was read');
    return decisive(decide(load, commands, locked.now));
  };
  const plan = planLoad(locked, commands, known.chats);
  const reads = plan.candidates > 0 || plan.reassigns;
  return { sparing: await decided(plan), whole: await decided({ ...plan, candidates: reads ? AGENTS : 0 }) };
}

/** What a batch of the service may hold, of the team as it stands. */
function commandsOf({ batch }: LoadedTeam, chats: ReadonlyMap<string, readonly string[]>): Command[] {
  const owner = (agent: number) => agents[agent]?.id ?? '';
  switch (batch.kind) {
    case 'drain':
      return [{ kind: 'drain' }];
    case 'lapse':
      return batch.agents.map((agent) => ({ kind: 'lapse', deadline: 'grace', subjectId: owner(agent) }));
    case 'requests':
      return batch.requests.map(({ kind, agent }): Command => {
        const owned = chats.get(owner(agent))?.[0];
        if (kind === 'cancel') return { kind, chatId: owned ?? uuidv7(), actor: { kind: 'customer' } };
        const chatId = (kind === 'repeat' && owned) || uuidv7();
        return { kind: 'request', chatId, requestHash: '', actor: { kind: 'channel' } };
      });
  }
}

describe('what is read of the candidates, as few as they are', () => {
  it(`is enough to decide as if all ${AGENTS} had been read`, async () => {
    await fc.assert(
      fc.asyncProperty(loadedTeam(AGENTS), async (loaded) => {
        const { sparing, whole } = await undone(async (tx) => {
          const chats = await setUp(tx, team.id, agents, loaded);
          return both(tx, commandsOf(loaded, chats));
        });
        expect(sparing).toEqual(whole);
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});
