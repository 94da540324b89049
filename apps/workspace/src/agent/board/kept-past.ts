import { browserStorage, type PageStorage } from '../../app/browser-storage';
import { agentsPrefix } from '../../chat/writing';
import type { PastChats } from './past';

/** The columns of chats that have gone, which survive a reload of this tab, and are nobody else's. */
export class KeptPast {
  constructor(
    private readonly agentId: string,
    private readonly storage: PageStorage = browserStorage('sessionStorage'),
  ) {}

  read(): PastChats {
    return JSON.parse(this.storage.getItem(this.key) ?? '{}') as PastChats;
  }

  keep(past: PastChats): void {
    if (Object.keys(past).length === 0) this.storage.removeItem(this.key);
    else this.storage.setItem(this.key, JSON.stringify(past));
  }

  private get key(): string {
    return `${agentsPrefix}${this.agentId}.past`;
  }
}
