import { describeWithKafka } from '@switchboard/testing';
import { expectNoFault, runFault } from './fault.support';

jest.setTimeout(900_000);

describeWithKafka('routing, its relay, intake, PostgreSQL, Kafka and notification are killed under load', () => {
  it('each once, and every promise is kept', async () => {
    expectNoFault(await runFault());
  });
});
