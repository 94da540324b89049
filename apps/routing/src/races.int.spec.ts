import { aCancel, anAgent, aRequest } from './test-support/builders.harness.spec';
import { rounds } from './test-support/rounds.harness.spec';
import { type AgentOnDuty, eventually, type TeamUnderTest } from './test-support/team.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

// Whoever comes first wins, and there is one who does: the real service, HTTP and events at once, many times over. What HTTP
// does against HTTP is in races-between-instances.int.spec.ts.

const routing = useRouting();
const capacityOf = (team: TeamUnderTest, agent: AgentOnDuty, capacity: number, version: number) =>
  routing.service.deliver('routing.configuration', [
    anAgent(team.id, agent.id, { name: agent.name, capacity, version }),
  ]);

describe('a claim', () => {
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
});

describe('one chat', () => {
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
  it('holds for all of the batch or for none of it', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann', { capacity: 8 });
    let version = 1;
    await rounds(async () => {
      const requests = Array.from({ length: 8 }, () => aRequest(team.id));
      await Promise.all([routing.service.deliver('routing.requests', requests), capacityOf(team, ann, 3, ++version)]);
      await team.eventuallyDrained();
      const [row] = await routing.service.rows<{ owned: number }>(
        'SELECT active_chats AS owned FROM agent WHERE id = $1',
        [ann.id],
      );
      // All eight before it was lowered, or three after it: a batch sees one capacity.
      expect([8, 3]).toContain(row?.owned);
      for (const { data } of requests) {
        await routing.service.call('POST', `/chats/${data.chatId}/end`, team.managerToken);
      }
      await team.eventuallyDrained();
      await capacityOf(team, ann, 8, ++version);
      await team.eventuallyDrained();
    });
  }, 120_000);
});
