import { aCancel } from './test-support/builders.harness.spec';
import { rounds } from './test-support/rounds.harness.spec';
import type { Answer, RoutingUnderTest } from './test-support/routing-app.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

// HTTP against HTTP. An instance lets the commands of a team through one batch after the other: within it the queue decides,
// between two of them nothing but the lock of the team's row.

const routing = useRouting();

describe('of people who are at two instances', () => {
  let other: RoutingUnderTest;
  beforeAll(async () => {
    other = await routing.another();
  }, 60_000);
  afterAll(() => other.close());

  /** Even turns at one instance, odd ones at the other. */
  const post = (turn: number, path: string, token: string, body?: unknown) =>
    (turn % 2 === 0 ? routing.service : other).call('POST', path, token, body);
  const won = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200).length;
  const refusals = (answers: readonly Answer[]) =>
    answers.flatMap(({ status, body }) => (status === 200 ? [] : [[status, body.code]]));

  it('200 agents press Assign on one chat: one wins, and 199 hear who', async () => {
    const team = await routing.team({ method: 'manual' });
    const agents = await team.crowd(200);
    const chat = await team.request();
    const answers = await Promise.all(agents.map(({ token }, i) => post(i, `/chats/${chat}/claim`, token)));
    const winner = agents[answers.findIndex(({ status }) => status === 200)];
    const losers = answers.filter(({ status }) => status !== 200);
    expect([won(answers), losers.length]).toEqual([1, 199]);
    for (const { status, body } of losers) {
      expect([status, body.code, body.winner]).toEqual([
        409,
        'CHAT.ALREADY_ASSIGNED',
        { id: winner?.id, name: winner?.name },
      ]);
    }
    expect(await team.story(chat)).toEqual(['chat.queued', 'chat.assigned']);
  }, 120_000);

  it('a chat is transferred, requeued and claimed: each sees the one before it', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben, cem] = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
    await rounds(async (round) => {
      const chat = await team.request();
      await team.claim(ann, chat);
      const [transferred, requeued, claimed] = await Promise.all([
        post(round, `/chats/${chat}/transfer`, ann.token, { agentId: ben.id }),
        post(round + 1, `/chats/${chat}/requeue`, ann.token),
        post(round, `/chats/${chat}/claim`, cem.token),
      ]);
      // The transfer or the requeue comes first and is the only one of the two; only after a requeue is there a chat to claim.
      const isTransferred = transferred.status === 200;
      expect(won([transferred, requeued])).toBe(1);
      expect([200, 409]).toContain(claimed.status);
      if (claimed.status === 200) expect(isTransferred).toBe(false);
      expect(await team.story(chat)).toEqual([
        'chat.queued',
        'chat.assigned',
        isTransferred ? 'chat.assigned' : 'chat.requeued',
        ...(claimed.status === 200 ? ['chat.assigned'] : []),
      ]);
      await post(round, `/chats/${chat}/end`, team.managerToken);
    });
  });

  it('a chat is transferred to two agents and has one owner', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben, cem] = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
    await rounds(async (round) => {
      const chat = await team.request();
      await team.claim(ann, chat);
      const answers = await Promise.all(
        [ben, cem].map(({ id }, i) => post(round + i, `/chats/${chat}/transfer`, ann.token, { agentId: id })),
      );
      expect([won(answers), refusals(answers)]).toEqual([1, [[403, 'CHAT.NOT_OWNER']]]);
      expect(await team.story(chat)).toEqual(['chat.queued', 'chat.assigned', 'chat.assigned']);
      await post(round, `/chats/${chat}/end`, team.managerToken);
    });
  });

  it('a chat is ended by its agent, by a manager and by the customer, and has one end', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    await rounds(async (round) => {
      const chat = await team.request();
      const [ended] = await Promise.all([
        Promise.all([
          post(round, `/chats/${chat}/end`, ann.token),
          post(round + 1, `/chats/${chat}/end`, team.managerToken),
        ]),
        routing.service.deliver('routing.requests', [aCancel(team.id, chat)]),
      ]);
      expect(won(ended)).toBe(2); // who comes later is told that it is so already
      expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.ended']);
    });
  });
});
