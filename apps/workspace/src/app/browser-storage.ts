export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Instead of the browser's, for as long as the page lasts. */
class MemoryStorage implements PageStorage {
  private readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const inMemory = { localStorage: new MemoryStorage(), sessionStorage: new MemoryStorage() };

/** What the browser keeps for this page. Some keep nothing for a frame in a page of others, and say so by throwing. */
export function browserStorage(kind: 'localStorage' | 'sessionStorage'): PageStorage {
  try {
    return globalThis[kind];
  } catch {
    return inMemory[kind];
  }
}
