import { BrowserAtWork, describeInBrowser } from './browser.support';
import { threeAgents } from './three-agents.part';

jest.setTimeout(240_000);

describeInBrowser('three agents in front of standalone', () => {
  let at: BrowserAtWork;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
  });
  afterAll(() => at.end());

  threeAgents(() => at);
});
