import { BrowserAtWork, describeInBrowser } from './browser.support';
import { lineCut } from './line-cut.part';

jest.setTimeout(240_000);

describeInBrowser('an agent and a customer in front of standalone', () => {
  let at: BrowserAtWork;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
  });
  afterAll(() => at.end());

  lineCut(() => at);
});
