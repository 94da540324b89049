import { browserStorage, type PageStorage } from '../../app/browser-storage';
import { Signal } from '../../app/signal';

const storageKey = 'switchboard.customerPanel';

/** From here on the panel has a place of its own beside the chats; below, it lies over them. */
export const wideEnough = '(min-width: 68.75em)';

/** The customer panel as the pages show it. */
export interface PanelView {
  /** The chat that the agent last turned to, which may have ended since; undefined before the first. */
  readonly chatId: string | undefined;
  readonly isOpen: boolean;
  readonly isBeside: boolean;
  /** Somebody has asked for it here: it was not only open already when the page was opened. */
  readonly wasAsked: boolean;
}

type Width = Pick<MediaQueryList, 'matches' | 'addEventListener' | 'removeEventListener'>;

/**
 * Whose panel is shown, and whether. Beside the chats it is as it was at the last visit; what would lie over the chats is
 * opened each time it is wanted.
 */
export class PanelState {
  private now: PanelView;
  private readonly changed = new Signal<void>();
  readonly listen = this.changed.listen;

  constructor(
    private readonly storage: PageStorage = browserStorage('localStorage'),
    private readonly width: Width = matchMedia(wideEnough),
  ) {
    this.now = { chatId: undefined, ...this.asOpened() };
  }

  /** Makes place when the window becomes narrow, and comes back, until the returned function is called. */
  readonly followWidth = (): (() => void) => {
    const follow = (): void => this.change(this.asOpened());
    this.width.addEventListener('change', follow);
    return () => this.width.removeEventListener('change', follow);
  };

  readonly get = (): PanelView => this.now;

  /** The agent turned to this chat. */
  select(chatId: string): void {
    if (chatId !== this.now.chatId) this.change({ chatId });
  }

  /** Shows the panel of this chat, or hides it where it is shown; without a chat, that of the one turned to last. */
  readonly toggle = (chatId = this.now.chatId): void => {
    const isOpen = !this.now.isOpen || chatId !== this.now.chatId;
    this.change({ chatId, isOpen, wasAsked: true });
    this.keep();
  };

  readonly hide = (): void => {
    this.change({ isOpen: false });
    this.keep();
  };

  private asOpened(): Omit<PanelView, 'chatId'> {
    const isBeside = this.width.matches;
    return { isBeside, isOpen: isBeside && this.isKept(), wasAsked: false };
  }

  private change(part: Partial<PanelView>): void {
    this.now = { ...this.now, ...part };
    this.changed.emit();
  }

  private keep(): void {
    if (this.now.isBeside) this.storage.setItem(storageKey, this.now.isOpen ? 'open' : 'hidden');
  }

  private isKept(): boolean {
    return this.storage.getItem(storageKey) === 'open';
  }
}
