import { describeWithKafka } from '@switchboard/testing';
import { Installation } from '../integration/installation.support';
import { describeInBrowser } from './browser.support';
import { Browsers } from './browsers.support';
import { DistributedAtWork, startEdge } from './distributed.support';
import { lineCut } from './line-cut.part';
import { threeAgents } from './three-agents.part';
import { widgetMishaps } from './widget-mishaps.part';

jest.setTimeout(400_000);

// One installation for all parts, each with a team of its own.
describeWithKafka('two processes of each service on Kafka, behind the edge', () => {
  let installation: Installation;
  let edge: Awaited<ReturnType<typeof startEdge>>;
  beforeAll(async () => {
    installation = await Installation.start();
    edge = await startEdge(installation);
  });
  afterAll(async () => {
    await edge.process.end();
    await installation.stop();
  });

  const inFrontOf = (name: string, method: 'manual' | 'automatic', part: (at: () => Browsers) => void): void =>
    describeInBrowser(name, () => {
      let at: Browsers;
      beforeAll(async () => {
        at = await Browsers.before(await DistributedAtWork.create(installation, edge.url, method));
      });
      afterAll(() => at.end());

      part(() => at);
    });

  inFrontOf('three agents', 'manual', threeAgents);
  inFrontOf('an agent and a customer', 'automatic', lineCut);
  inFrontOf('the widget on the page of a shop', 'manual', widgetMishaps);
});
