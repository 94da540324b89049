import { type ICustomPartitioner, Partitioners } from 'kafkajs';

/** Keys are teams, agents and chats: the first two come again and again, the last ones must not pile up. */
const MOST_KEYS = 10_000;

/**
 * kafkajs' default partitioner (murmur2, as Java's), which remembers where a key went: hashing the same team's id for
 * each of its events took 4 % of routing's time. Each topic of ours has its own number of partitions.
 */
export const rememberingPartitioner: ICustomPartitioner = () => {
  const partitionOf = Partitioners.DefaultPartitioner();
  const known = new Map<string, number>();
  return (o) => {
    const { key } = o.message;
    if (typeof key !== 'string') return partitionOf(o);
    const name = `${o.partitionMetadata.length} ${key}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= MOST_KEYS) known.clear();
    const partition = partitionOf(o);
    known.set(name, partition);
    return partition;
  };
};
