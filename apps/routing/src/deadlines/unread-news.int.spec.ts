import { consumerGroup, encodeEvent } from '@switchboard/contracts';
import { describeWithKafka } from '@switchboard/testing';
import { aBeat, aMessage, aPresence } from '../test-support/builders.harness.spec';
import { type AgentOnDuty, eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRoutingOnKafka } from '../test-support/use-routing-on-kafka.harness.spec';

const SOON = { timeoutMs: 40_000 };

describeWithKafka('a deadline whose time came before the news that moves it was read', () => {
  const on = useRoutingOnKafka();
  const { routing } = on;

  const heardAgo = (interval: string) =>
    routing.rows(`UPDATE routing.presence_pulse SET heard_at = clock_timestamp() - interval '${interval}'`);
  /** Presence is alive for the whole spec, however slow the machine is. */
  const alive = () => heardAgo('-1 h');
  const overdue = (subjectId: string) =>
    routing.rows(
      `UPDATE routing.deadline SET due_at = now() - interval '1 s', set_at = now() - interval '1 h'
       WHERE subject_id = $1`,
      [subjectId],
    );
  const standing = (subjectId: string) =>
    routing.rows<{ seconds: number; renewed: boolean }>(
      `SELECT extract(epoch FROM due_at - clock_timestamp())::float8 AS seconds,
         set_at > clock_timestamp() - interval '10 min' AS renewed
       FROM routing.deadline WHERE kind <> 'hours' AND subject_id = $1`,
      [subjectId],
    );

  /** Ann has a chat; what is meant to happen while routing is down happens, and it is back. */
  async function whileDown(
    settings: Parameters<typeof routing.team>[0],
    work: (o: { team: TeamUnderTest; ann: AgentOnDuty; chat: string }) => Promise<void>,
  ) {
    const team = await routing.team(settings);
    const ann = await team.agent('Ann');
    const chat = await team.request();
    if (settings?.afterGrace) await team.connect(ann, false);
    await routing.stop();
    await work({ team, ann, chat });
    await routing.start();
    team.using(routing.service);
    return { team, ann, chat };
  }
  const back = (team: TeamUnderTest, ann: AgentOnDuty) => aPresence(team.id, ann.id, true, 100);

  it('inactivity, after a long outage: who wrote meanwhile goes on', async () => {
    const { team, chat } = await whileDown({ inactivitySeconds: 300 }, async ({ team, chat }) => {
      await heardAgo('6 min');
      await overdue(chat);
      await on.produce([aMessage(team.id, chat)], chat);
      await on.produce([aBeat()], 'instance-1');
    });
    await eventually(async () => expect(await standing(chat)).toMatchObject([{ renewed: true }]), SOON);
    expect(await team.ownerOf(chat)).toBe('Ann');
  }, 90_000);

  it('inactivity, after a short one that nobody has noticed', async () => {
    const { team, chat } = await whileDown({ inactivitySeconds: 300 }, async ({ team, chat }) => {
      await alive();
      await overdue(chat);
      await on.produce([aMessage(team.id, chat)], chat);
    });
    await eventually(async () => expect(await standing(chat)).toMatchObject([{ renewed: true }]), SOON);
    expect(await team.ownerOf(chat)).toBe('Ann');
  }, 90_000);

  it('grace, after a short one: who came back in time keeps the chat', async () => {
    const { team, ann, chat } = await whileDown({ afterGrace: 'requeue' }, async ({ team, ann }) => {
      await alive();
      await overdue(ann.id);
      await on.produce([back(team, ann)], ann.id);
    });
    await eventually(async () => expect(await standing(ann.id)).toEqual([]), SOON);
    expect(await team.ownerOf(chat)).toBe('Ann');
  }, 90_000);

  it('grace, while an instance that has died still has the partition', async () => {
    const team = await routing.team({ afterGrace: 'requeue' });
    const ann = await team.agent('Ann');
    const chat = await team.request();
    await team.connect(ann, false);
    const topic = on.topic('agent.presence');
    const group = consumerGroup('routing.presence', on.topic(''));
    const dead = await on.kafka.joinDead(group, topic, on.topic('presence.beat'));
    const partition = await eventually(() => {
      const [first] = dead.partitionsOf(topic);
      if (first === undefined) throw new Error('it has no partition yet');
      return first;
    }, SOON);
    await on.kafka.produce(topic, { partition, ...encodeEvent(back(team, ann)) });
    await alive();
    await overdue(ann.id);
    await routing.watchHasLooked(team.id);
    expect(await team.ownerOf(chat)).toBe('Ann');
    await dead.leave();
    await eventually(async () => expect(await standing(ann.id)).toEqual([]), SOON);
    expect(await team.ownerOf(chat)).toBe('Ann');
  }, 90_000);

  it('and once all is read it ends: who has not come back, or written, is not waited for', async () => {
    const team = await routing.team({ afterGrace: 'requeue', inactivitySeconds: 300, defaultCapacity: 1 });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const [first, second] = (await team.requests(2)) as [string, string];
    const [lost, silent] = (await team.ownerOf(first)) === 'Ann' ? [first, second] : [second, first];
    await team.connect(ann, false);
    await alive();
    await overdue(ann.id);
    await overdue(silent);
    // Ben's place is free by the end of the one, and taken by the other.
    await eventually(async () => expect(await team.ownerOf(lost)).toBe(ben.name), SOON);
  }, 90_000);
});
