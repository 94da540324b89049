import { uuidv7 } from '@switchboard/contracts';
import { StreamClient } from '@switchboard/testing';
import { eventually, World, type Instance } from '../specs/instance.support.spec';
import { Topics } from '../specs/topics.support.spec';
import { PresenceService } from './presence.service';

describe('presence', () => {
  let world: World;
  let topics: Topics;
  let one: Instance;
  let two: Instance;

  beforeAll(async () => {
    world = await World.create();
    topics = new Topics(world.kafka);
    await topics.open('agent.presence', 'presence.beat');
    one = await world.start();
    two = await world.start();
  }, 60_000);

  afterAll(async () => {
    await world.end();
    await topics.close();
  }, 60_000);

  const agentOf = () => ({ id: uuidv7(), team: uuidv7() });
  const connectionsOf = async (agentId: string): Promise<number> =>
    (await world.query('SELECT 1 FROM connection WHERE agent_id = $1', [agentId])).length;
  const announced = (agentId: string, transitions: [boolean, number][]): Promise<void> =>
    eventually(() => expect(topics.presenceOf(agentId)).toEqual(transitions));

  it('announces an agent with the first stream and again with the last, over tabs and instances', async () => {
    const agent = agentOf();
    const token = await world.token(agent);
    const tab = await StreamClient.open(one.streamUrl, token);
    const otherTab = await StreamClient.open(one.streamUrl, token);
    const elsewhere = await StreamClient.open(two.streamUrl, token);
    await announced(agent.id, [[true, 1]]);

    tab.close();
    otherTab.close();
    await eventually(async () => expect(await connectionsOf(agent.id)).toBe(1));
    expect(topics.presenceOf(agent.id)).toEqual([[true, 1]]);

    elsewhere.close();
    await announced(agent.id, [
      [true, 1],
      [false, 2],
    ]);
  });

  it('keeps versions in the order of the transitions when streams come and go at once on two instances', async () => {
    const agent = agentOf();
    const token = await world.token(agent);
    const blink = async (instance: Instance): Promise<void> => {
      for (let i = 0; i < 5; i += 1) (await StreamClient.open(instance.streamUrl, token)).close();
    };
    await Promise.all([blink(one), blink(two), blink(one), blink(two)]);
    await eventually(async () => expect(await connectionsOf(agent.id)).toBe(0));
    await eventually(async () => {
      const [row] = await world.query<{ version: string }>('SELECT version FROM agent_presence WHERE agent_id = $1', [
        agent.id,
      ]);
      const seen = topics.presenceOf(agent.id);
      expect(seen.length).toBe(Number(row?.version));
      expect(seen).toEqual(seen.map((_, i) => [i % 2 === 0, i + 1]));
      expect(seen.at(-1)?.[0]).toBe(false);
    });
  });

  it('connects nobody for accounts that are managers only, who may watch', async () => {
    const manager = { ...agentOf(), roles: ['manager'] };
    const stream = await StreamClient.open(one.streamUrl, await world.token(manager));
    await stream.first('ready');
    expect(await connectionsOf(manager.id)).toBe(0);
    stream.close();
  });

  it('beats for every instance', async () => {
    await eventually(() => {
      const beats = topics.dataOf('presence.beat').map((beat) => beat.instanceId);
      expect(new Set(beats).size).toBeGreaterThanOrEqual(2);
      expect(beats.length).toBeGreaterThan(4);
    });
  });

  it('declares the agents of a killed instance gone, and only those without a stream elsewhere', async () => {
    const third = await world.start({ leaseMs: 600_000 });
    const [gone, stays] = [agentOf(), agentOf()];
    await StreamClient.open(third.streamUrl, await world.token(gone));
    await StreamClient.open(third.streamUrl, await world.token(stays));
    const elsewhere = await StreamClient.open(one.streamUrl, await world.token(stays));
    await third.kill();
    expect(await connectionsOf(gone.id)).toBe(1);
    // The time of its lease, without the wait.
    const lapsed = await world.query(
      `UPDATE instance SET lease_until = lease_until - interval '10 min'
       WHERE life = (SELECT life FROM connection WHERE agent_id = $1) RETURNING lease_until > now() AS early`,
      [gone.id],
    );
    expect(lapsed).toEqual([{ early: false }]);
    await announced(gone.id, [
      [true, 1],
      [false, 2],
    ]);
    expect(await connectionsOf(stays.id)).toBe(1);
    expect(topics.presenceOf(stays.id)).toEqual([[true, 1]]);
    elsewhere.close();
  });

  it('registers its streams again when it was declared dead but lives', async () => {
    const agent = agentOf();
    const stream = await StreamClient.open(one.streamUrl, await world.token(agent));
    // What another instance does after a long pause of this one: in one transaction, as its beat goes on meanwhile.
    await world.query(`
      LOCK TABLE instance IN ACCESS EXCLUSIVE MODE;
      UPDATE agent_presence SET connected = false, version = version + 1 WHERE agent_id = '${agent.id}';
      DELETE FROM connection; DELETE FROM instance`);
    await eventually(async () => expect(await connectionsOf(agent.id)).toBe(1));
    await eventually(() => expect(topics.presenceOf(agent.id).at(-1)).toEqual([true, 3]));
    stream.close();
    await eventually(() => expect(topics.presenceOf(agent.id).at(-1)).toEqual([false, 4]));
  });

  it('takes its agents along at once when it is stopped', async () => {
    const fourth = await world.start({ beatMs: 60_000, leaseMs: 120_000 });
    const agent = agentOf();
    const stream = await StreamClient.open(fourth.streamUrl, await world.token(agent));
    await fourth.stop();
    expect(await connectionsOf(agent.id)).toBe(0);
    await stream.whenEnded();
    await announced(agent.id, [
      [true, 1],
      [false, 2],
    ]);
  });

  it('cleans up what a former life left, by its lease', async () => {
    const [life, agent] = [uuidv7(), agentOf()];
    await world.query(`INSERT INTO instance (life, name, lease_until) VALUES ($1, 'former', now() + interval '1 h')`, [
      life,
    ]);
    await world.query('INSERT INTO connection (id, life, agent_id, team_id) VALUES ($1, $2, $3, $4)', [
      uuidv7(),
      life,
      agent.id,
      agent.team,
    ]);
    await world.query('INSERT INTO agent_presence VALUES ($1, $2, true, 7)', [agent.id, agent.team]);
    await one.app.get(PresenceService, { strict: false }).buryDead();
    expect(await connectionsOf(agent.id)).toBe(1);
    await world.query(`UPDATE instance SET lease_until = now() WHERE life = $1`, [life]);
    await announced(agent.id, [[false, 8]]);
    expect(await world.query('SELECT 1 FROM instance WHERE life = $1', [life])).toHaveLength(0);
  });
});
