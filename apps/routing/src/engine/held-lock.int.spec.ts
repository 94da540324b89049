import { DataSource } from 'typeorm';
import { Drainer } from '../drain/drainer';
import { type AgentOnDuty, eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
/** Less than a statement may take, which is what would end the wait for a lock otherwise. */
const WITHIN = { timeoutMs: 20_000 };

/** Somebody holds the locks of these teams for as long as the work takes. Presence is alive meanwhile. */
const whileHeld = (teams: readonly TeamUnderTest[], work: () => Promise<void>) =>
  routing.service.app.get(DataSource, { strict: false }).transaction(async (tx) => {
    await routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() + interval '1 h'`);
    await tx.query('SELECT FROM team WHERE id = ANY ($1) FOR UPDATE', [teams.map(({ id }) => id)]);
    await work();
  });

/** Ann has a chat and has lost the connection, and her time is over by so many seconds. */
async function overdue(seconds: number): Promise<{ team: TeamUnderTest; ann: AgentOnDuty; chat: string }> {
  const team = await routing.team({ afterGrace: 'requeue' });
  const ann = await team.agent('Ann');
  const chat = await team.request();
  await team.connect(ann, false);
  await routing.service.rows(
    `UPDATE deadline SET due_at = clock_timestamp() + $2 * interval '1 s' WHERE subject_id = $1`,
    [ann.id, 3_600 - seconds],
  );
  return { team, ann, chat };
}

describe('the lock of one team, held for long', () => {
  it('holds up no deadline of another', async () => {
    const [held, other] = [await overdue(2), await overdue(1)];
    await whileHeld([held.team], async () => {
      const all = [held.ann.id, other.ann.id];
      await routing.rows(`UPDATE routing.deadline SET due_at = due_at - interval '1 h' WHERE subject_id = ANY ($1)`, [
        all,
      ]);
      await eventually(async () => expect(await other.team.ownerOf(other.chat)).toBeUndefined(), WITHIN);
      expect(await held.team.ownerOf(held.chat)).toBe('Ann');
    });
    await eventually(async () => expect(await held.team.ownerOf(held.chat)).toBeUndefined(), WITHIN);
  }, 60_000);

  it('holds up no drain of another, were it as many as are drained at once', async () => {
    const teams = await Promise.all([1, 2, 3].map(() => routing.team({ defaultCapacity: 1 })));
    const [first, second, other] = teams as [TeamUnderTest, TeamUnderTest, TeamUnderTest];
    const waiting = await other.request();
    const ann = await other.agent('Ann', { availability: 'busy' });
    await whileHeld([first, second], async () => {
      routing.service.app.get(Drainer, { strict: false }).wake([first.id, second.id]);
      await other.availability(ann, 'available');
      await eventually(async () => expect(await other.ownerOf(waiting)).toBe('Ann'), WITHIN);
    });
  }, 60_000);
});
