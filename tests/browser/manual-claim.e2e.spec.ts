import type { Page, Route } from 'playwright-core';
import { accessibilityFaults } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { assign, column, figure } from './workspace.support';

jest.setTimeout(240_000);

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

describeInBrowser('two agents under manual assignment', () => {
  let at: BrowserAtWork;
  let [kim, lee]: Page[] = [];
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    [kim, lee] = [await at.signedIn('Kim'), await at.signedIn('Lee')];
  });
  afterAll(() => at.end());
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

  it('have pages that axe finds nothing against, with people waiting and a chat open', async () => {
    await at.requestChat('Bob', 'See https://shop.example/orders/1 and <b>answer</b>');
    for (const page of both()) {
      await assign(page, 'Bob').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await at.picture(both()[0], 'workspace');
  });

  it('see of each of two quick claims that it is under way', async () => {
    const [page] = both();
    await at.requestChat('Dee', 'Hello');
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    await page.route('**/claim', async (route) => {
      await opened;
      await route.abort();
    });
    for (const name of ['Bob', 'Dee']) await assign(page, name).click();
    for (const name of ['Bob', 'Dee']) await assign(page, name).and(page.locator('[data-loading]')).waitFor();
    open();
    for (const name of ['Bob', 'Dee']) await assign(page, name).and(page.locator(':not([data-loading])')).waitFor();
    // What did not work stays to be read, and is put away.
    await page.getByText('The server does not answer.').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.unroute('**/claim');
  });

  it('are told at once that the line is gone, and that it is back', async () => {
    const [page] = both();
    await page.context().setOffline(true);
    await page.getByText('Connection lost, trying again. What you see may be old.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  it('catch up by themselves when the server was killed and has come back', async () => {
    await at.standalone.end('SIGKILL');
    for (const page of both())
      await page.getByText('Connection lost, trying again. What you see may be old.').waitFor();
    await at.standalone.start({ SWITCHBOARD_DEMO_AGENT: 'off' });
    await at.requestChat('Cho', 'While you were away');
    for (const page of both()) {
      await assign(page, 'Cho').waitFor({ timeout: 60_000 });
      await page.getByText('Connected', { exact: true }).waitFor();
    }
  });

  it('ran nothing that the policy of the pages had to refuse', () => {
    expect(at.complaints).toEqual([]);
  });
});
