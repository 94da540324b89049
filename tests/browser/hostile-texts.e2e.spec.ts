import { BrowserAtWork, describeInBrowser } from './browser.support';
import { hostileTexts } from './hostile-texts.part';

jest.setTimeout(240_000);

describeInBrowser('hostile texts in front of standalone', () => {
  let at: BrowserAtWork;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
  });
  afterAll(() => at.end());

  hostileTexts(() => at);
});
