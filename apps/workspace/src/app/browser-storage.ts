export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Instead of the browser's, for as long as the page lasts. As of that, `Object.keys` are those of its items. */
export function memoryStorage(): PageStorage {
  const items = Object.create({
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => void (items[key] = value),
    removeItem: (key: string) => void delete items[key],
  } satisfies PageStorage) as Record<string, string>;
  return items as unknown as PageStorage;
}

const inMemory = { localStorage: memoryStorage(), sessionStorage: memoryStorage() };

/**
 * What the browser keeps for this page. Some keep nothing for a frame in a page of others, and say so by throwing; some
 * apps that show pages have no storage at all.
 */
export function browserStorage(kind: 'localStorage' | 'sessionStorage'): PageStorage {
  try {
    return globalThis[kind] ?? inMemory[kind];
  } catch {
    return inMemory[kind];
  }
}
