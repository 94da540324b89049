import { describeWithKafka, type SpawnedProcess } from '@switchboard/testing';
import { Installation } from '../integration/installation.support';
import { describeInBrowser } from './browser.support';
import { Browsers } from './browsers.support';
import { busyList } from './busy-list.part';
import { startEdge, teamBehindEdge } from './distributed.support';

jest.setTimeout(400_000);

// In `npm test` this part runs in front of standalone, and others in front of two processes of each service.
describeWithKafka('two processes of each service on Kafka', () => {
  describeInBrowser('a waiting list of 200 with 20 updates a second', () => {
    let installation: Installation;
    let edge: { url: string; process: SpawnedProcess };
    let at: Browsers;
    beforeAll(async () => {
      installation = await Installation.start();
      edge = await startEdge(installation);
      at = await Browsers.before(await teamBehindEdge(installation, edge.url, 'manual'));
    });
    afterAll(async () => {
      await at?.end();
      await edge?.process.end();
      await installation?.stop();
    });

    busyList(() => at);
  });
});
