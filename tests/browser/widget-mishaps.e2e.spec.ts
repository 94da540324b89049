import { BrowserAtWork, describeInBrowser } from './browser.support';
import { widgetMishaps } from './widget-mishaps.part';

jest.setTimeout(240_000);

describeInBrowser('the widget where something is in its way, in front of standalone', () => {
  let at: BrowserAtWork;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
  });
  afterAll(() => at.end());

  widgetMishaps(() => at);
});
