import { StandaloneAtWork } from '../integration/standalone.support';
import { accessibilityFaults } from './accessibility.support';
import { describeInBrowser } from './browser.support';
import { Browsers } from './browsers.support';
import { claimRace } from './claim-race.part';
import { assign } from './workspace.support';

jest.setTimeout(240_000);

describeInBrowser('two agents under manual assignment', () => {
  // Its own, as it is killed.
  let standalone: StandaloneAtWork;
  let at: Browsers;
  beforeAll(async () => {
    standalone = await StandaloneAtWork.prepare();
    await standalone.start({ SWITCHBOARD_DEMO_AGENT: 'off' });
    at = await Browsers.before(standalone);
    await at.changeTeam({ method: 'manual' });
  });
  afterAll(async () => {
    await at.end();
    await standalone.end('SIGTERM');
    standalone.remove();
  });
  const both = claimRace(() => at);

  it('have pages that axe finds nothing against, with people waiting and a chat open', async () => {
    await at.requestChat('Bob', 'See https://shop.example/orders/1 and <b>answer</b>');
    for (const [place, page] of both().entries()) {
      await assign(page, 'Bob').waitFor();
      expect(await accessibilityFaults(page, place === 0 ? { picture: 'workspace' } : {})).toEqual([]);
    }
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
    const fault = page.getByRole('alert').filter({ hasText: 'The server does not answer.' });
    await fault.getByRole('button', { name: 'Close', exact: true }).click();
    await fault.waitFor({ state: 'detached' });
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
    await standalone.end('SIGKILL');
    for (const page of both())
      await page.getByText('Connection lost, trying again. What you see may be old.').waitFor();
    await standalone.start({ SWITCHBOARD_DEMO_AGENT: 'off' });
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
