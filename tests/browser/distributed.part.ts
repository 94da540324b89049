import type { SpawnedProcess } from '@switchboard/testing';
import type { Installation } from '../integration/installation.support';
import { operatorOf } from '../integration/make-team.support';
import { describeInBrowser } from './browser.support';
import { Browsers } from './browsers.support';
import { claimRace } from './claim-race.part';
import { startEdge, teamBehindEdge } from './distributed.support';
import { hostileTexts } from './hostile-texts.part';
import { lineCut } from './line-cut.part';
import { OwnTeam } from './own-team.support';
import { threeAgents } from './three-agents.part';
import { widgetMishaps } from './widget-mishaps.part';
import { signIn } from './workspace.support';

/** Browsers in front of two processes of each service, behind the edge, each part with a team of its own. */
export function distributed(running: () => Installation): void {
  let installation: Installation;
  let edge: { url: string; process: SpawnedProcess };
  beforeAll(async () => {
    installation = running();
    edge = await startEdge(installation);
  });
  afterAll(() => edge?.process.end());

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
      const { email, password } = await operatorOf(installation);
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
}
