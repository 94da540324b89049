import { Frame } from './frame';
import { Memory } from './remembered';
import { narrow, style } from './style';
import { type Parts, partsIn } from './parts';
import { type Words, wordsFor } from './words';

export interface WidgetOptions {
  /** Where Switchboard is. */
  origin: string;
  /** The publishable key of the channel. */
  channelKey: string;
  /** The language of the page around. */
  language: string;
}

/** A button at the corner of a page of others, which opens the customers' page above it. */
export class Widget {
  private readonly words: Words;
  private readonly memory: Memory;
  private readonly parts: Parts;
  private frame: Frame | undefined;
  private unread = 0;
  private isFull = false;
  private readonly narrow = matchMedia(narrow);

  constructor(
    private readonly o: WidgetOptions,
    host: HTMLElement,
  ) {
    this.words = wordsFor(o.language);
    host.lang = this.words.language;
    this.memory = new Memory(o.channelKey);
    const tree = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    tree.adoptedStyleSheets = [sheet];
    this.parts = partsIn(tree, this.words);
    this.parts.button.addEventListener('click', () => (this.isOpen ? this.close() : this.open()));
    this.parts.again.addEventListener('click', () => this.open());
    host.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.isOpen) this.close();
    });
    this.narrow.addEventListener('change', () => this.draw());
    this.resume();
  }

  private get isOpen(): boolean {
    return !this.parts.panel.hidden;
  }

  /** As it was on the page before; where a chat goes on its frame is there, also closed, to hear of messages. */
  private resume(): void {
    const { isOpen, hasChat } = this.memory.read();
    if (isOpen || hasChat) this.load();
    this.show(isOpen);
  }

  private open(): void {
    this.load();
    this.memory.keep({ isOpen: true });
    this.show(true);
    this.frame?.element.focus();
  }

  private close(): void {
    this.memory.keep({ isOpen: false });
    this.show(false);
    this.parts.button.focus();
  }

  private show(isOpen: boolean): void {
    this.parts.panel.hidden = !isOpen;
    this.draw();
  }

  private load(): void {
    if (this.frame) return;
    const { panel, words, again } = this.parts;
    words.textContent = this.words.loading;
    again.hidden = true;
    this.frame = new Frame({
      ...this.o,
      title: this.words.open,
      onMissing: () => this.giveUp(),
      onStanding: ({ hasChat, unread }) => {
        this.memory.keep({ hasChat });
        this.unread = unread;
        this.showsFrame(true);
      },
      onClose: () => this.close(),
    });
    panel.append(this.frame.element);
  }

  /** Whether the page in the frame is there to be used: with its own way to close it on a phone, in the place of the words. */
  private showsFrame(isThere: boolean): void {
    this.parts.words.hidden = isThere;
    this.parts.button.classList.toggle('framed', isThere);
    this.draw();
  }

  /** Until the customer opens it again, or asks for another try. */
  private giveUp(): void {
    const { words, again } = this.parts;
    const hadFocus = this.frame?.hasFocus === true;
    this.frame?.remove();
    this.frame = undefined;
    words.textContent = this.words.unavailable;
    again.hidden = false;
    this.showsFrame(false);
    if (hadFocus) again.focus();
  }

  private draw(): void {
    const { button, mark, aloud } = this.parts;
    this.fill(this.isOpen && this.narrow.matches);
    const news = this.unread > 0 && !this.isOpen ? this.words.unread(this.unread) : '';
    const label = this.isOpen ? this.words.close : this.words.open;
    button.setAttribute('aria-label', news ? `${label} (${news})` : label);
    button.setAttribute('aria-expanded', String(this.isOpen));
    mark.hidden = news === '';
    mark.dataset['count'] = String(this.unread);
    if (aloud.textContent !== news) aloud.textContent = news;
  }

  /** What lies behind the panel is out of reach while it fills the screen; the button stays, until the page has its own. */
  private fill(isFull: boolean): void {
    const { panel, button } = this.parts;
    panel.setAttribute('aria-modal', String(isFull && button.classList.contains('framed')));
    if (isFull !== this.isFull) document.body.inert = isFull;
    this.isFull = isFull;
  }
}
