import { type CloudEvent, uuidv7 } from '@switchboard/contracts';
import { describeWithKafka } from '@switchboard/testing';
import { DataSource } from 'typeorm';
import { TeamRepository } from './engine/team.repository';
import { aBeat, aPresence, aRequest, aTeam, anAgent } from './test-support/builders.harness.spec';
import { eventually } from './test-support/team.harness.spec';
import { useRoutingOnKafka } from './test-support/use-routing-on-kafka.harness.spec';

describeWithKafka('routing on Kafka', () => {
  const on = useRoutingOnKafka('chat.assigned', 'chat.requested.dead-letter');
  const produce = async (events: readonly CloudEvent[]) => {
    for (const event of events) await on.produce([event], event.partitionkey);
  };

  it('assigns what comes by chat.requested, names agent and reason in chat.assigned, buries a conflict', async () => {
    const [teamId, agentId] = [uuidv7(), uuidv7()];
    await produce([aTeam(teamId), anAgent(teamId, agentId), aPresence(teamId, agentId, true, 1), aBeat()]);
    await eventually(
      async () => {
        expect(await on.routing.service.rows('SELECT connected FROM agent WHERE configuration_version = 1')).toEqual([
          { connected: true },
        ]);
      },
      { timeoutMs: 30_000 },
    );
    const { app } = on.routing.service;
    const look = () =>
      app.get(TeamRepository, { strict: false }).peek(app.get(DataSource, { strict: false }).manager, teamId);
    await eventually(async () => expect((await look())?.silent).toBe(false), { timeoutMs: 30_000 });
    const token = await on.routing.issuers.account({ id: agentId, teamId });
    await on.routing.service.call('PUT', '/agents/me/availability', token, { availability: 'available' });

    const request = aRequest(teamId);
    const { chatId } = request.data;
    await produce([request, request, aRequest(teamId, { chatId, firstMessage: 'another' }), aRequest(teamId)]);

    const assigned = await on.seen.waitFor(2, (record) => record.topic.endsWith('chat.assigned'), 30_000);
    const events = assigned.map((record) => JSON.parse(record.value ?? '') as CloudEvent<'chat.assigned'>);
    expect(events[0]).toMatchObject({
      type: 'chat.assigned.v1',
      subject: chatId,
      causationid: request.id,
      data: { agent: { id: agentId, name: 'Ann' }, method: 'automatic', reason: { facts: { decidedBy: 'only-one' } } },
    });
    expect(assigned[0]?.key).toBe(teamId);
    const [dead] = await on.seen.waitFor(1, (record) => record.topic.endsWith('dead-letter'), 30_000);
    expect(dead?.headers).toMatchObject({ 'error-code': 'CHAT.CONFLICT', consumer: 'routing.requests' });
  }, 90_000);
});
