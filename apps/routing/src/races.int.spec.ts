import { aCancel, anAgent, aRequest } from './test-support/builders.harness.spec';
import type { Answer } from './test-support/routing-app.harness.spec';
import { type AgentOnDuty, eventually, type TeamUnderTest } from './test-support/team.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

// Whoever comes first wins, and there is one who does: the real service, HTTP and events at once, many times over.

const routing = useRouting();
const ROUNDS = 15;

const rounds = async (race: (round: number) => Promise<void>) => {
  for (let round = 0; round < ROUNDS; round++) await race(round);
};
const post = (path: string, agent: { token: string }, body?: unknown) =>
  routing.service.call('POST', path, agent.token, body);
const won = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200).length;
const codes = (answers: readonly Answer[]) =>
  answers.flatMap(({ status, body }) => (status === 200 ? [] : [body.code]));
const capacityOf = (team: TeamUnderTest, agent: AgentOnDuty, capacity: number, version: number) =>
  routing.service.deliver('routing.configuration', [
    anAgent(team.id, agent.id, { name: agent.name, capacity, version }),
  ]);

describe('a claim', () => {
  it('of 200 agents who press Assign on one chat one wins, and 199 hear who', async () => {
    const team = await routing.team({ method: 'manual' });
    const agents = await team.crowd(200);
    const chat = await team.request();
    const answers = await Promise.all(agents.map((agent) => team.claim(agent, chat)));
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

  it('against automatic assignment: one of them has the chat', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben', { availability: 'busy' })];
    await rounds(async () => {
      const chat = await team.request();
      const [claimed] = await Promise.all([team.claim(ben, chat), team.configure({ method: 'automatic' })]);
      await team.eventuallyDrained();
      const owner = await team.ownerOf(chat);
      expect(owner).toBe(claimed.status === 200 ? 'Ben' : 'Ann');
      expect(await team.story(chat)).toEqual(['chat.queued', 'chat.assigned']);
      await team.end(owner === 'Ben' ? ben : ann, chat);
      await team.configure({ method: 'manual' });
    });
  });

  it('against the drain of a place that is freed: one of them has the chat', async () => {
    const team = await routing.team({ defaultCapacity: 1 });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben', { availability: 'busy' })];
    await rounds(async () => {
      const [owned, chat] = (await team.requests(2)) as [string, string];
      const [claimed] = await Promise.all([team.claim(ben, chat), team.end(ann, owned)]);
      await team.eventuallyDrained();
      expect(await team.ownerOf(chat)).toBe(claimed.status === 200 ? 'Ben' : 'Ann');
      expect(await team.story(chat)).toEqual(['chat.queued', 'chat.assigned']);
      await routing.service.call('POST', `/chats/${chat}/end`, team.managerToken);
    });
  });

  it("against the customer's leaving: claimed and ended, or cancelled and refused", async () => {
    const team = await routing.team({ method: 'manual' });
    const ann = await team.agent('Ann');
    await rounds(async () => {
      const chat = await team.request();
      const [claimed] = await Promise.all([
        team.claim(ann, chat),
        routing.service.deliver('routing.requests', [aCancel(team.id, chat)]),
      ]);
      const claims = claimed.status === 200 ? ['chat.assigned'] : [];
      expect(await team.story(chat)).toEqual(['chat.queued', ...claims, 'chat.ended']);
      if (claims.length === 0) expect(claimed.body.code).toBe('CHAT.ALREADY_ENDED');
    });
  });

  it('against a transfer and a requeue of the same chat: each sees the one before it', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben, cem] = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
    await rounds(async () => {
      const chat = await team.request();
      await team.claim(ann, chat);
      const [transferred, requeued, claimed] = await Promise.all([
        post(`/chats/${chat}/transfer`, ann, { agentId: ben.id }),
        post(`/chats/${chat}/requeue`, ann),
        team.claim(cem, chat),
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
      await routing.service.call('POST', `/chats/${chat}/end`, team.managerToken);
    });
  });
});

describe('one chat', () => {
  it('transferred to two agents at once has one owner', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben, cem] = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
    await rounds(async () => {
      const chat = await team.request();
      await team.claim(ann, chat);
      const answers = await Promise.all(
        [ben, cem].map(({ id }) => post(`/chats/${chat}/transfer`, ann, { agentId: id })),
      );
      expect([won(answers), codes(answers)]).toEqual([1, ['CHAT.NOT_OWNER']]);
      await routing.service.call('POST', `/chats/${chat}/end`, team.managerToken);
    });
  });

  it('ended by its agent, by a manager and by the customer at once has one end', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    await rounds(async () => {
      const chat = await team.request();
      await Promise.all([
        team.end(ann, chat),
        routing.service.call('POST', `/chats/${chat}/end`, team.managerToken),
        routing.service.deliver('routing.requests', [aCancel(team.id, chat)]),
      ]);
      expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.ended']);
    });
  });

  it('whose agent ends it as the grace period does: ended, or waiting again, never both', async () => {
    const team = await routing.team({ afterGrace: 'requeue' });
    const ann = await team.agent('Ann');
    await rounds(async () => {
      const chat = await team.request();
      await team.connect(ann, false);
      await routing.makeDue(ann.id);
      const ended = await team.end(ann, chat);
      await eventually(async () => {
        const rows = await routing.service.rows('SELECT FROM deadline WHERE subject_id = $1', [ann.id]);
        expect(rows).toEqual([]);
      });
      const story = await team.story(chat);
      expect(story).toEqual(
        ended.status === 200 ? ['chat.assigned', 'chat.ended'] : ['chat.assigned', 'chat.requeued'],
      );
      await routing.service.call('POST', `/chats/${chat}/end`, team.managerToken);
      await team.connect(ann);
    });
  }, 60_000);
});

describe('a capacity that is lowered while a batch is under way', () => {
  it('is never passed by what is assigned after it', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann', { capacity: 8 });
    let version = 1;
    await rounds(async () => {
      const requests = Array.from({ length: 8 }, () => aRequest(team.id));
      await Promise.all([routing.service.deliver('routing.requests', requests), capacityOf(team, ann, 3, ++version)]);
      await team.eventuallyDrained();
      const rows = await routing.service.rows<{ over: boolean; capacity: number }>(
        `SELECT (decision::json -> 'reason' -> 'facts' ->> 'activeChats')::int
             >= (decision::json -> 'reason' -> 'facts' ->> 'capacity')::int AS over
         FROM assignment WHERE team_id = $1 AND released_at IS NULL`,
        [team.id],
      );
      expect(rows.filter(({ over }) => over)).toEqual([]);
      for (const { data } of requests) {
        await routing.service.call('POST', `/chats/${data.chatId}/end`, team.managerToken);
      }
      await team.eventuallyDrained();
      await capacityOf(team, ann, 8, ++version);
      await team.eventuallyDrained();
    });
  }, 120_000);
});

describe('two instances', () => {
  it('run one deadline once', async () => {
    const other = await routing.another();
    const team = await routing.team({ afterGrace: 'requeue' });
    const ann = await team.agent('Ann');
    const chats = await team.requests(5);
    await team.connect(ann, false);
    await routing.makeDue(ann.id);
    for (const chat of chats) {
      await eventually(async () => expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued']));
    }
    await other.close();
  });
});
