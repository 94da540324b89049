import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from 'playwright-core';
import type { SwitchboardAtWork } from '../integration/switchboard.support';
import { TeamByHttp } from './team-by-http.support';
import { inBothThemes, takePicture } from './themes.support';

/** Where the Chromium listens that the run shares (tests/run/shared-browser.mjs). */
export const sharedBrowser = process.env['SHARED_BROWSER'];

const looks = (width: number, height: number): BrowserContextOptions => ({
  viewport: { width, height },
  locale: 'en',
  reducedMotion: 'reduce',
});

/** Browsers in front of a Switchboard that runs, in whichever shape. */
export class Browsers<At extends SwitchboardAtWork = SwitchboardAtWork> extends TeamByHttp<At> {
  /** What went wrong in any page, in its own words. A page may complain only of what the test has caused. */
  readonly complaints: string[] = [];

  protected constructor(
    switchboard: At,
    private readonly browser: Browser,
  ) {
    super(switchboard);
  }

  static async before(switchboard: SwitchboardAtWork): Promise<Browsers> {
    return new Browsers(switchboard, await Browsers.connect());
  }

  /** A connection of its own to the shared Chromium: its end ends what was opened through it. */
  protected static connect(): Promise<Browser> {
    return chromium.connect(sharedBrowser ?? '');
  }

  async end(): Promise<void> {
    await this.browser.close();
  }

  /** The link for customers of the team's channel. */
  get customerPage(): string {
    return `/chat#${this.publishableKey}`;
  }

  /** A browser of its own, with nothing in it, at this address of Switchboard or of another place. */
  async open(address = '/', width = 1280, height = 800): Promise<Page> {
    return this.goTo(address, await this.browser.newContext(looks(width, height)));
  }

  /** Another tab of the same browser. */
  beside(page: Page, address: string): Promise<Page> {
    return this.goTo(address, page.context());
  }

  private async goTo(address: string, context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => this.complaints.push(`dialog: ${dialog.message()}`));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.complaints.push(message.text());
    });
    await page.goto(new URL(address, this.switchboard.url).href);
    return page;
  }

  /** The workspace of an account of the team, in a browser that has kept its session; `signIn` does it by hand. */
  async signedIn(name: string, path = '/', width = 1280, height = 800): Promise<Page> {
    const context = await this.browser.newContext(looks(width, height));
    const { origin } = new URL(path, this.switchboard.url);
    const session = JSON.stringify(await this.switchboard.sessionOf(name));
    // Before each page from there, unless somebody has signed out in it.
    await context.addInitScript(`if (origin === '${origin}' && !localStorage['switchboard.session.ended'])
      localStorage['switchboard.session'] ??= ${JSON.stringify(session)};`);
    return this.goTo(path, context);
  }

  /** The same of an agent who may get chats: connected and available, and routing knows it. */
  async onDuty(name: string, address?: string): Promise<Page> {
    const page = await this.signedIn(name, address);
    await page.getByText('Connected', { exact: true }).waitFor();
    const known = page.waitForResponse((answer) => answer.url().endsWith('/availability') && answer.ok());
    await page.getByText('Available', { exact: true }).click();
    await known;
    return page;
  }

  /** A picture for people to look at, in both themes. */
  picture(page: Page, name: string, app: Page | Frame = page): Promise<void> {
    return inBothThemes(page, app, (theme) => takePicture(page, `${name}-${theme}`));
  }
}
