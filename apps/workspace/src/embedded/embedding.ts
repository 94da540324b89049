import type { FromFrame, FromHost } from '../widget/protocol';

/**
 * The page of others in whose frame this one is. Which pages may frame it is for the policy of intake's answer to say and
 * for the browser to hold, so that whoever is the parent is one of them.
 */
export class Embedding {
  /** The publishable key of the channel, from the address. */
  readonly channelKey: string;
  /** The language of the embedding page, if it says one. */
  readonly language: string | undefined;
  /** Where the customer asks from; anybody could write it there, so it is shown and nothing more. */
  readonly page: string | undefined;
  private host: string | undefined;
  private last: FromFrame | undefined;

  constructor(
    private readonly window: Window,
    { pathname, hash }: Pick<Location, 'pathname' | 'hash'> = window.location,
  ) {
    const said = new URLSearchParams(hash.slice(1));
    this.channelKey = pathname.slice(pathname.lastIndexOf('/') + 1);
    this.language = said.get('lang') ?? undefined;
    this.page = addressOf(said.get('page') ?? '');
  }

  /** Begins to listen, and says so. Who the parent is, is known once it has answered: until then nothing else is told. */
  start(): void {
    this.window.addEventListener('message', (event: MessageEvent<Partial<FromHost> | null>) => this.hear(event));
    // Before what it is meant for has gone because of it.
    this.window.addEventListener('keydown', (event) => this.press(event), { capture: true });
    this.post({ switchboard: 'ready' }, '*');
  }

  /** How the chat stands, for the mark on the button; the first time it says that there is something to show. */
  tell(standing: { hasChat: boolean; unread: number }): void {
    this.say({ switchboard: 'standing', ...standing });
  }

  /** There is nothing to show, or no more: the page around takes the frame away, whose own way out may be gone. */
  fail(error: unknown): void {
    this.window.reportError(error);
    this.say({ switchboard: 'missing' });
  }

  /** The customer wants the frame out of the way. */
  close(): void {
    if (this.host !== undefined) this.post({ switchboard: 'close' }, this.host);
  }

  /** The last word is kept for a parent that has not answered yet. */
  private say(message: FromFrame): void {
    this.last = message;
    if (this.host !== undefined) this.post(message, this.host);
  }

  private hear({ source, origin, data }: MessageEvent<Partial<FromHost> | null>): void {
    if (source !== this.window.parent || data?.switchboard !== 'welcome') return;
    this.host ??= origin;
    if (this.last) this.post(this.last, this.host);
  }

  /** Escape closes the frame as it does a dialog, unless a menu or a dialog is open or a letter is being composed. */
  private press({ key, isComposing }: KeyboardEvent): void {
    if (key !== 'Escape' || isComposing) return;
    if (this.window.document.querySelector('[aria-expanded="true"], [role="dialog"]')) return;
    this.close();
  }

  private post(message: FromFrame, origin: string): void {
    this.window.parent.postMessage(message, origin);
  }
}

/** A web address, if it is one. */
function addressOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) ? href : undefined;
}
