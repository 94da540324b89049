import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@switchboard/testing';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Frame, type Page } from 'playwright-core';
import type { SwitchboardAtWork } from '../integration/switchboard.support';
import { showTheme } from './settled.support';

export const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
// Without a sandbox, because CI runs as root.
const launching = { executablePath, args: ['--no-sandbox'] };
const pictures = join(__dirname, '../../.cache/screenshots');

interface Channels {
  items: { id: string; version: number }[];
}

export interface RequestedChat {
  chatId: string;
  token: string;
}

const looks = (width: number, height: number): BrowserContextOptions => ({
  viewport: { width, height },
  locale: 'en',
  reducedMotion: 'reduce',
});

/** Browsers in front of a Switchboard that runs, in whichever shape. */
export class Browsers<At extends SwitchboardAtWork = SwitchboardAtWork> {
  /** What went wrong in any page, in its own words. A page may complain only of what the test has caused. */
  readonly complaints: string[] = [];
  private readonly profiles: BrowserContext[] = [];

  protected constructor(
    protected readonly switchboard: At,
    private readonly browser: Browser,
  ) {}

  static async before(switchboard: SwitchboardAtWork): Promise<Browsers> {
    return new Browsers(switchboard, await Browsers.launch());
  }

  protected static launch(): Promise<Browser> {
    mkdirSync(pictures, { recursive: true });
    return chromium.launch(launching);
  }

  async end(): Promise<void> {
    for (const each of this.profiles) await each.close();
    await this.browser.close();
  }

  get url(): string {
    return this.switchboard.url;
  }

  /** The link for customers of the team's channel. */
  get customerPage(): string {
    return `/chat#${this.switchboard.demo.publishableKey}`;
  }

  /** A browser of its own, with nothing in it, at this address of Switchboard or of another place. */
  async open(address = '/', width = 1280, height = 800): Promise<Page> {
    return this.goTo(address, await this.browser.newContext(looks(width, height)));
  }

  /** The same that keeps what pages of others store in frames, as browsers do unless they forget everything anyhow. */
  async openWithProfile(address: string, width = 1280, height = 800): Promise<Page> {
    const profile = mkdtempSync(join(tmpdir(), 'switchboard-profile-'));
    const context = await chromium.launchPersistentContext(profile, { ...launching, ...looks(width, height) });
    context.once('close', () => rmSync(profile, { recursive: true, force: true }));
    this.profiles.push(context);
    return this.goTo(address, context);
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

  /** The workspace of an account of the team, signed in by hand. */
  async signedIn(name: string, path = '/', width?: number, height?: number): Promise<Page> {
    const account = this.switchboard.demo.accounts.find((each) => each.name === name);
    const page = await this.open(path, width, height);
    await page.getByLabel('Email').fill(account?.email ?? '');
    await page.getByRole('textbox', { name: 'Password' }).fill(account?.password ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
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

  /** Changes the settings of the team, as its manager. */
  async changeTeam(change: Record<string, unknown>): Promise<void> {
    const token = await this.switchboard.logIn('Manager');
    const me = await this.switchboard.call<{ teamId: string }>('GET', 'settings/me', token);
    const path = `settings/teams/${me.body.teamId}`;
    const { version } = (await this.switchboard.call<{ version: number }>('GET', path, token)).body;
    expect(await this.switchboard.call('PATCH', path, token, { version, ...change })).toMatchObject({ status: 200 });
  }

  /** Lets pages of these origins use the team's channel, and of no others. */
  async allowPages(...allowedOrigins: string[]): Promise<void> {
    const token = await this.switchboard.logIn('Manager');
    const list = await this.switchboard.call<Channels>('GET', 'settings/channels', token);
    const [channel] = list.body.items;
    const body = { version: channel?.version, allowedOrigins };
    const path = `settings/channels/${channel?.id}`;
    expect(await this.switchboard.call('PATCH', path, token, body)).toMatchObject({ status: 200 });
    // Intake has heard of it once it grants what browsers ask first.
    for (const origin of allowedOrigins)
      await eventually(async () => {
        const headers = { origin, 'access-control-request-method': 'POST' };
        const granted = await fetch(`${this.url}/api/v1/intake/chats`, { method: 'OPTIONS', headers });
        expect(granted.headers.get('access-control-allow-origin')).toBe(origin);
      });
  }

  async requestChat(name: string, firstMessage: string): Promise<RequestedChat> {
    const body = { customer: { id: `${name}-1`, name }, firstMessage };
    const key = `${name}-${firstMessage}`.replace(/[^\x21-\x7e]/g, '.');
    const answer = await this.switchboard.call<RequestedChat>(
      ...(['POST', 'intake/chats', this.switchboard.demo.channelKey, body, key] as const),
    );
    expect(answer.status).toBe(201);
    return answer.body;
  }

  /** The customer of the chat says something. */
  async say(chat: RequestedChat, text: string): Promise<void> {
    const body = { messageId: crypto.randomUUID(), text };
    const answer = await this.switchboard.call('POST', `intake/chats/${chat.chatId}/messages`, chat.token, body);
    expect(answer.status).toBeLessThan(300);
  }

  /** A picture for people to look at, in both themes. */
  async picture(page: Page, name: string, app: Page | Frame = page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await showTheme(page, colorScheme, app);
      await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
    }
    await showTheme(page, 'light', app);
  }
}
