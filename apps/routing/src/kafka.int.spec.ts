import { Logger } from '@nestjs/common';
import { type CloudEvent, encodeEvent, topicOf, uuidv7 } from '@switchboard/contracts';
import { ensureTopics, KafkaBroker, type KafkaBrokerOptions } from '@switchboard/messaging';
import { type Collector, describeWithKafka, kafkaBrokers, KafkaTestClient, testNamespace } from '@switchboard/testing';
import { aBeat, aPresence, aRequest, aTeam, anAgent } from './test-support/builders.harness.spec';
import { createDatabase, Issuers, RoutingUnderTest } from './test-support/routing-app.harness.spec';
import { eventually, expectConsistent } from './test-support/team.harness.spec';

const namespace = testNamespace();

describeWithKafka('routing on Kafka', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let issuers: Issuers;
  let routing: RoutingUnderTest;
  let kafka: KafkaTestClient;
  let seen: Collector;

  beforeAll(async () => {
    Logger.overrideLogger(['error']);
    const options: KafkaBrokerOptions = { brokers: kafkaBrokers(), clientId: 'routing-spec', namespace };
    await ensureTopics(options);
    database = await createDatabase();
    issuers = await Issuers.start();
    routing = await RoutingUnderTest.start({ databaseUrl: database.url, issuers, broker: new KafkaBroker(options) });
    kafka = new KafkaTestClient();
    seen = await kafka.collect(...['chat.assigned', 'chat.requested.dead-letter'].map((topic) => namespace + topic));
  }, 120_000);

  afterAll(async () => {
    await routing.close();
    await kafka.close(namespace);
    issuers.close();
    await database.drop();
  }, 60_000);

  const produce = async (events: readonly CloudEvent[]) => {
    for (const event of events) {
      const message = { key: event.partitionkey, ...encodeEvent(event) };
      await kafka.produce(namespace + topicOf(event), message);
    }
  };

  it('assigns what comes by chat.requested, names agent and reason in chat.assigned, buries a conflict', async () => {
    const [teamId, agentId] = [uuidv7(), uuidv7()];
    await produce([aTeam(teamId), anAgent(teamId, agentId), aPresence(teamId, agentId, true, 1), aBeat()]);
    await eventually(
      async () => {
        expect(await routing.rows('SELECT connected FROM agent WHERE configuration_version = 1')).toEqual([
          { connected: true },
        ]);
      },
      { timeoutMs: 30_000 },
    );
    const token = await issuers.account({ id: agentId, teamId });
    await routing.call('PUT', '/agents/me/availability', token, { availability: 'available' });

    const request = aRequest(teamId);
    const { chatId } = request.data;
    await produce([request, request, aRequest(teamId, { chatId, firstMessage: 'another' }), aRequest(teamId)]);

    const assigned = await seen.waitFor(2, (record) => record.topic.endsWith('chat.assigned'), 30_000);
    const events = assigned.map((record) => JSON.parse(record.value ?? '') as CloudEvent<'chat.assigned'>);
    expect(events[0]).toMatchObject({
      type: 'chat.assigned.v1',
      subject: chatId,
      causationid: request.id,
      data: { agent: { id: agentId, name: 'Ann' }, method: 'automatic', reason: { facts: { decidedBy: 'only-one' } } },
    });
    expect(assigned[0]?.key).toBe(teamId);
    const [dead] = await seen.waitFor(1, (record) => record.topic.endsWith('dead-letter'), 30_000);
    expect(dead?.headers).toMatchObject({ 'error-code': 'CHAT.CONFLICT', consumer: 'routing.requests' });
    await expectConsistent(routing);
  }, 90_000);
});
