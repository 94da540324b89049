import { uuidv7 } from '@switchboard/contracts';
import { type PartitionMetadata, Partitioners } from 'kafkajs';
import { rememberingPartitioner } from './partitioner';

const partitions = Array.from({ length: 12 }, (_, partitionId) => ({ partitionId, leader: 1 }) as PartitionMetadata);

const to = (key: string | Buffer, count: number) => ({
  topic: `of-${count}`,
  partitionMetadata: partitions.slice(0, count),
  message: { key, value: null },
});

const plain = Partitioners.DefaultPartitioner();

describe('the remembering partitioner', () => {
  it('sends each key where kafkajs would, the first time and again, whatever the number of partitions', () => {
    const partitionOf = rememberingPartitioner();
    // More keys than are remembered at once, and a topic of another size.
    const keys = Array.from({ length: 10_100 }, () => uuidv7());
    for (const [count, some] of [
      [12, keys],
      [3, keys.slice(0, 100)],
    ] as const) {
      const expected = some.map((key) => plain(to(key, count)));
      for (let time = 0; time < 2; time++) expect(some.map((key) => partitionOf(to(key, count)))).toEqual(expected);
    }
  });

  it('takes bytes as they are', () => {
    const key = Buffer.from('00ff10', 'hex');
    expect(rememberingPartitioner()(to(key, 12))).toBe(plain(to(key, 12)));
  });
});
