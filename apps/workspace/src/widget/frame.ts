import type { FromFrame, FromHost } from './protocol';

export interface FrameOptions {
  /** Where Switchboard is, and the only origin whose messages count. */
  origin: string;
  channelKey: string;
  title: string;
  language: string;
  onStanding: (standing: { hasChat: boolean; unread: number }) => void;
  onClose: () => void;
  /** It has loaded and kept silent, as where the page around may not frame it; or it says that it can show nothing. */
  onMissing: () => void;
}

/** How long after its loading, in milliseconds, a frame may take for its first word: nothing orders the two. */
const patience = 2_000;

/** The customers' page in a frame, and what is said between the two. */
export class Frame {
  readonly element = document.createElement('iframe');
  private isReady = false;
  private readonly unlisten = new AbortController();

  constructor(private readonly o: FrameOptions) {
    const { origin, channelKey, title, language } = o;
    // Without query and fragment, where sites keep what is nobody's business.
    const page = location.origin + location.pathname;
    this.element.title = title;
    this.element.src = `${origin}/api/v1/intake/widget/${channelKey}#${new URLSearchParams({ page, lang: language })}`;
    const { signal } = this.unlisten;
    this.element.addEventListener('load', () => setTimeout(() => this.miss(), patience), { signal });
    addEventListener('message', (event: MessageEvent<FromFrame | null>) => this.hear(event), { signal });
  }

  get hasFocus(): boolean {
    return (this.element.getRootNode() as ShadowRoot).activeElement === this.element;
  }

  /** Takes it off the page; it is neither heard nor missed any more. */
  remove(): void {
    this.unlisten.abort();
    this.element.remove();
  }

  private miss(): void {
    if (!this.isReady && !this.unlisten.signal.aborted) this.o.onMissing();
  }

  private hear({ source, origin, data }: MessageEvent<FromFrame | null>): void {
    if (origin !== this.o.origin || source !== this.element.contentWindow) return;
    if (data?.switchboard === 'standing') this.o.onStanding(data);
    if (data?.switchboard === 'close') this.o.onClose();
    if (data?.switchboard === 'missing') this.o.onMissing();
    if (data?.switchboard !== 'ready') return;
    this.isReady = true;
    const welcome: FromHost = { switchboard: 'welcome' };
    this.element.contentWindow?.postMessage(welcome, this.o.origin);
  }
}
