/** What the widget remembers in the storage of the page around it. */
export interface Remembered {
  readonly isOpen: boolean;
  /** Whether a chat was begun; without one nothing is loaded before the customer opens the widget. */
  readonly hasChat: boolean;
}

const nothing: Remembered = { isOpen: false, hasChat: false };

/** For one channel; a page whose storage is out of reach remembers nothing. */
export class Memory {
  private readonly key: string;

  /** @param channelKey `pk_<id>_<random>`: the id is no secret */
  constructor(
    channelKey: string,
    private readonly storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage,
  ) {
    this.key = `switchboard.widget.${channelKey.split('_')[1] ?? ''}`;
  }

  read(): Remembered {
    try {
      return { ...nothing, ...(JSON.parse(this.storage().getItem(this.key) ?? '{}') as Partial<Remembered>) };
    } catch {
      return nothing;
    }
  }

  keep(change: Partial<Remembered>): void {
    try {
      this.storage().setItem(this.key, JSON.stringify({ ...this.read(), ...change }));
    } catch {
      // Nothing to keep it in.
    }
  }
}
