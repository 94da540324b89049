import { describeWithKafka } from '@switchboard/testing';
import { Installation } from '../integration/installation.support';
import { describeInBrowser } from './browser.support';
import { Browsers } from './browsers.support';
import { startEdge, teamBehindEdge } from './distributed.support';
import { claimRace } from './claim-race.part';
import { hostileTexts } from './hostile-texts.part';
import { lineCut } from './line-cut.part';
import { OwnTeam } from './own-team.support';
import { threeAgents } from './three-agents.part';
import { widgetMishaps } from './widget-mishaps.part';
import { signIn } from './workspace.support';

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
        at = await Browsers.before(await teamBehindEdge(installation, edge.url, method));
      });
      afterAll(() => at.end());

      part(() => at);
    });

  describeInBrowser('an operator', () => {
    it('is told that there is nothing to do here, and may sign out', async () => {
      const email = 'operator@example.com';
      const { password } = await installation.admin<{ password: string }>('create-operator', '--email', email);
      const at = await Browsers.before(OwnTeam.withoutTeam(edge.url));
      const page = await at.open();
      await signIn(page, email, password);
      await page.getByText('This account belongs to no team, so there is nothing for it here.').waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Email').waitFor();
      expect([await page.getByText('Your session has ended.').count(), at.complaints]).toEqual([0, []]);
      await at.end();
    });
  });

  inFrontOf('two agents', 'manual', claimRace);
  inFrontOf('hostile texts', 'manual', hostileTexts);
  inFrontOf('three agents', 'manual', threeAgents);
  inFrontOf('an agent and a customer', 'automatic', lineCut);
  inFrontOf('the widget on the page of a shop', 'manual', widgetMishaps);
});
