/** Shards of an outbox. Fixed: rows of one key must always fall into the same shard, or their order is lost. */
export const OUTBOX_SHARDS = 4;

/** FNV-1a over the UTF-16 units: cheap, stable across processes, good enough to spread keys over a few shards. */
export function shardOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % OUTBOX_SHARDS;
}
