import { describeWithKafka } from '@switchboard/testing';
import { expectNoFault, runFault } from './fault.support';
import { killNames } from './run/kills';

jest.setTimeout(3_600_000);

describeWithKafka('all is killed again and again', () => {
  it('for ten minutes, and every promise is kept', async () => {
    expectNoFault(await runFault('--minutes', '10'), killNames);
  });
});
