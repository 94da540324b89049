import { BrowserAtWork, describeInBrowser } from './browser.support';
import { busyList } from './busy-list.part';

jest.setTimeout(240_000);

describeInBrowser('a waiting list of 200 with 20 updates a second', () => {
  let at: BrowserAtWork;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
  });
  afterAll(() => at.end());

  busyList(() => at);
});
