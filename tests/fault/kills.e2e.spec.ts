import { describeWithKafka } from '@switchboard/testing';
import { expectNoFault, runFault } from './fault.support';
import { killNames } from './run/kills';

jest.setTimeout(900_000);

it('starts nothing on a command line that cannot be meant', async () => {
  await expect(runFault('--kills', 'relay,foo')).rejects.toThrow('no report:\n--kills foo: there are routing, ');
});

describeWithKafka('routing, its relay, intake, PostgreSQL, Kafka and notification are killed under load', () => {
  it('each once, and every promise is kept', async () => {
    // Routing dies while agents are away; the long run has it by itself, too.
    const killed = killNames.filter((name) => name !== 'routing');
    expectNoFault(await runFault(), killed);
  });
});
