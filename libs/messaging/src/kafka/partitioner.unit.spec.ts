import { uuidv7 } from '@switchboard/contracts';
import { type PartitionMetadata, Partitioners } from 'kafkajs';
import { rememberingPartitioner } from './partitioner';

const partitions = (count: number) =>
  Array.from({ length: count }, (_, partitionId) => ({ partitionId, leader: 1 }) as PartitionMetadata);

const to = (key: string | Buffer, count: number) => ({
  topic: `of-${count}`,
  partitionMetadata: partitions(count),
  message: { key, value: null },
});

const plain = Partitioners.DefaultPartitioner();

describe('the remembering partitioner', () => {
  it('sends each key where kafkajs would, the first time and again, whatever the number of partitions', () => {
    const partitionOf = rememberingPartitioner();
    // More keys than are remembered at once.
    const keys = Array.from({ length: 12_000 }, () => uuidv7());
    for (const count of [12, 3]) {
      const expected = keys.map((key) => plain(to(key, count)));
      expect(keys.map((key) => partitionOf(to(key, count)))).toEqual(expected);
      expect(keys.map((key) => partitionOf(to(key, count)))).toEqual(expected);
    }
  });

  it('takes bytes as they are', () => {
    const key = Buffer.from('00ff10', 'hex');
    expect(rememberingPartitioner()(to(key, 12))).toBe(plain(to(key, 12)));
  });
});
