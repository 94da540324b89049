import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { StandaloneAtWork } from '../integration/standalone.support';
import { showTheme } from './settled.support';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const pictures = join(__dirname, '../../.cache/screenshots');

/** `describe` where there is a Chromium; elsewhere the suite is reported as skipped, and why. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (executablePath) describe(name, suite);
  else describe.skip(`${name} (skipped: there is no Chromium on this machine)`, suite);
}

/** Browsers in front of a standalone Switchboard, in which nobody plays by himself. */
export class BrowserAtWork {
  /** What went wrong in any page, in its own words. A page may complain only of what the test has caused. */
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    readonly standalone: StandaloneAtWork,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<BrowserAtWork> {
    const standalone = await StandaloneAtWork.prepare();
    await standalone.start({ SWITCHBOARD_DEMO_AGENT: 'off' });
    // Without a sandbox, because CI runs as root.
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    mkdirSync(pictures, { recursive: true });
    return new BrowserAtWork(standalone, browser);
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.standalone.end('SIGTERM');
    this.standalone.remove();
  }

  /** A browser of its own, with nothing in it, at this address. */
  async open(path = '/', width = 1280, height = 800): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width, height },
      locale: 'en',
      reducedMotion: 'reduce',
    });
    this.contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => this.complaints.push(`dialog: ${dialog.message()}`));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.complaints.push(message.text());
    });
    await page.goto(this.standalone.url + path);
    return page;
  }

  /** The workspace of a demo account, signed in by hand. */
  async signedIn(name: string, path = '/'): Promise<Page> {
    const account = this.standalone.demo.accounts.find((each) => each.name === name);
    const page = await this.open(path);
    await page.getByLabel('Email').fill(account?.email ?? '');
    await page.getByRole('textbox', { name: 'Password' }).fill(account?.password ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
  }

  /** Changes the settings of the team, as its manager. */
  async changeTeam(change: Record<string, unknown>): Promise<void> {
    const token = await this.standalone.logIn('Manager');
    const me = await this.standalone.call<{ teamId: string }>('GET', 'settings/me', token);
    const path = `settings/teams/${me.body.teamId}`;
    const { version } = (await this.standalone.call<{ version: number }>('GET', path, token)).body;
    expect(await this.standalone.call('PATCH', path, token, { version, ...change })).toMatchObject({ status: 200 });
  }

  async requestChat(name: string, firstMessage: string): Promise<{ chatId: string; token: string }> {
    const body = { customer: { id: `${name}-1`, name }, firstMessage };
    const key = `${name}-${firstMessage}`.replace(/[^\x21-\x7e]/g, '.');
    const answer = await this.standalone.call<{ chatId: string; token: string }>(
      ...(['POST', 'intake/chats', this.standalone.demo.channelKey, body, key] as const),
    );
    expect(answer.status).toBe(201);
    return answer.body;
  }

  /** The customer of the chat says something. */
  async say(chat: { chatId: string; token: string }, text: string): Promise<void> {
    const body = { messageId: crypto.randomUUID(), text };
    const answer = await this.standalone.call('POST', `intake/chats/${chat.chatId}/messages`, chat.token, body);
    expect(answer.status).toBeLessThan(300);
  }

  /** A picture for people to look at, in both themes. */
  async picture(page: Page, name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await showTheme(page, colorScheme);
      await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
    }
    await showTheme(page, 'light');
  }
}
