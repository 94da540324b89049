import type { Page, Route } from 'playwright-core';
import type { Browsers } from './browsers.support';
import { assign, column, figure } from './workspace.support';

/** Lets requests pass only once all have come, so that they truly race. */
function meeting(count: number): (route: Route) => Promise<void> {
  let arrived = 0;
  let open = (): void => undefined;
  const everybody = new Promise<void>((resolve) => (open = resolve));
  return async (route) => {
    arrived += 1;
    if (arrived === count) open();
    await everybody;
    await route.continue();
  };
}

/**
 * Two agents in two browsers press Assign at once, in a team under manual assignment.
 * @returns their pages, once the tests have begun
 */
export function claimRace(started: () => Browsers): () => [Page, Page] {
  let at: Browsers;
  let [kim, lee]: Page[] = [];
  beforeAll(async () => {
    at = started();
    [kim, lee] = [await at.signedIn('Kim'), await at.signedIn('Lee')];
  });
  const both = (): [Page, Page] => [kim as Page, lee as Page];

  it('see an empty waiting list that says what will happen, and that they are connected', async () => {
    for (const page of both()) {
      await page.getByText('Nobody waits. New requests appear here by themselves.').waitFor();
      await page.getByText('Connected', { exact: true }).waitFor();
    }
    await at.picture(both()[0], 'workspace-empty');
  });

  it('both see a request come, press Assign at once, and one wins; the other reads who did and the row leaves', async () => {
    await at.requestChat('Ann', 'Hello, is anybody there?');
    const gate = meeting(2);
    for (const page of both()) {
      await page.route('**/claim', gate);
      await assign(page, 'Ann').waitFor();
      expect(await page.getByText('Hello, is anybody there?').count()).toBe(1);
    }
    await Promise.all(both().map((page) => assign(page, 'Ann').click()));
    await Promise.all(both().map((page) => assign(page, 'Ann').waitFor({ state: 'detached' })));
    const [kim, lee] = both();
    const kimsChat = column(kim, 'Ann')
      .waitFor()
      .then(() => ({ winner: 'Kim', loser: lee }));
    const leesChat = column(lee, 'Ann')
      .waitFor()
      .then(() => ({ winner: 'Lee', loser: kim }));
    const { winner, loser } = await Promise.race([kimsChat, leesChat]);
    await loser.getByText(`${winner} was faster: the chat of Ann is taken.`).waitFor();
    expect(await column(loser, 'Ann').count()).toBe(0);
    expect((await Promise.all(both().map((page) => figure(page, 'in-progress').innerText()))).sort()).toEqual([
      'In progress 0 of 5',
      'In progress 1 of 5',
    ]);
    await Promise.all(both().map((page) => page.unroute('**/claim')));
  });

  return both;
}
