import { consumerGroup, encodeEvent } from '@switchboard/contracts';
import { describeWithKafka } from '@switchboard/testing';
import { aBeat, aPresence, aRequest } from '../test-support/builders.harness.spec';
import { eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRoutingOnKafka } from '../test-support/use-routing-on-kafka.harness.spec';

const SOON = { timeoutMs: 40_000 };

describeWithKafka('a request that is read before who has left', () => {
  const on = useRoutingOnKafka();
  const { routing } = on;
  const presence = on.topic('agent.presence');
  const beats = on.topic('presence.beat');
  const heardAt = (fromNow: string) =>
    routing.rows(`UPDATE routing.presence_pulse SET heard_at = clock_timestamp() + interval '${fromNow}'`);

  /** Ann, who would be next, and Ben; somebody unheard of holds partitions of presence, and one of them says Ann left. */
  async function unread(team: TeamUnderTest) {
    const ann = await team.agent('Ann');
    await team.agent('Ben');
    const dead = await on.kafka.joinDead(consumerGroup('routing.presence', on.topic('')), presence, beats);
    const partition = await eventually(() => {
      const [first] = dead.partitionsOf(presence);
      if (first === undefined) throw new Error('it has no partition yet');
      return first;
    }, SOON);
    const left = aPresence(team.id, ann.id, false, 100);
    return { dead, leave: () => on.kafka.produce(presence, { partition, ...encodeEvent(left) }) };
  }

  const request = async (team: TeamUnderTest) => {
    const event = aRequest(team.id);
    await on.produce([event], team.id);
    return event.data.chatId;
  };
  const queued = (chat: string) =>
    eventually(async () => {
      const rows = await routing.rows('SELECT queued_why AS why FROM routing.chat WHERE id = $1', [chat]);
      expect(rows).toEqual([{ why: 'presence_unknown' }]);
    }, SOON);

  it('waits after a start that no silence tells of, and goes to who is there', async () => {
    const team = await routing.team();
    const { dead, leave } = await unread(team);
    await routing.stop();
    await leave();
    const chat = await request(team);
    await heardAt('1 h');
    // It has started once all groups are joined, and that of presence is kept waiting.
    const starting = routing.start();
    await queued(chat);
    await dead.leave();
    await starting;
    team.using(routing.service);
    await eventually(async () => expect(await team.ownerOf(chat)).toBe('Ben'), SOON);
  }, 90_000);

  it('waits after a silence, until more than the first beat is read', async () => {
    const team = await routing.team();
    const { dead, leave } = await unread(team);
    await leave();
    await heardAt('-1 h');
    const partition = Array.from({ length: 12 }, (_, i) => i).find((i) => !dead.partitionsOf(beats).includes(i)) ?? 0;
    await on.kafka.produce(beats, { partition, ...encodeEvent(aBeat()) });
    const lives = `SELECT FROM routing.presence_pulse WHERE heard_at > clock_timestamp() - interval '15 s'`;
    await eventually(async () => expect(await routing.rows(lives)).toHaveLength(1), SOON);
    await heardAt('1 h');
    const chat = await request(team);
    await queued(chat);
    await dead.leave();
    await eventually(async () => expect(await team.ownerOf(chat)).toBe('Ben'), SOON);
  }, 90_000);
});
