import type { Browser } from 'playwright-core';
import { Browsers, sharedBrowser } from './browsers.support';
import { OwnTeam } from './own-team.support';

/** `describe` where there is a Chromium; elsewhere the suite is reported as skipped, and why. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (sharedBrowser) describe(name, suite);
  else describe.skip(`${name} (skipped: there is no Chromium on this machine)`, suite);
}

/** Browsers in front of the standalone Switchboard that the run shares, for a team of their own in which nobody plays by himself. */
export class BrowserAtWork extends Browsers<OwnTeam> {
  private constructor(team: OwnTeam, browser: Browser) {
    super(team, browser);
  }

  static async start(): Promise<BrowserAtWork> {
    const [team, browser] = await Promise.all([OwnTeam.inSharedStandalone(), Browsers.connect()]);
    return new BrowserAtWork(team, browser);
  }

  get standalone(): OwnTeam {
    return this.switchboard;
  }
}
