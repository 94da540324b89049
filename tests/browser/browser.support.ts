import type { Browser } from 'playwright-core';
import { StandaloneAtWork } from '../integration/standalone.support';
import { Browsers, executablePath } from './browsers.support';

/** `describe` where there is a Chromium; elsewhere the suite is reported as skipped, and why. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (executablePath) describe(name, suite);
  else describe.skip(`${name} (skipped: there is no Chromium on this machine)`, suite);
}

/** Browsers in front of a standalone Switchboard of their own, in which nobody plays by himself. */
export class BrowserAtWork extends Browsers<StandaloneAtWork> {
  private constructor(standalone: StandaloneAtWork, browser: Browser) {
    super(standalone, browser);
  }

  static async start(): Promise<BrowserAtWork> {
    const standalone = await StandaloneAtWork.prepare();
    await standalone.start({ SWITCHBOARD_DEMO_AGENT: 'off' });
    return new BrowserAtWork(standalone, await Browsers.launch());
  }

  get standalone(): StandaloneAtWork {
    return this.switchboard;
  }

  override async end(): Promise<void> {
    await super.end();
    await this.standalone.end('SIGTERM');
    this.standalone.remove();
  }
}
