import { randomUUID } from 'node:crypto';
import { OUTBOX_SHARDS, shardOf } from './shard';

it('is stable: rows of a key written by different versions meet in one shard', () => {
  expect(['', 'a', '018f3c2e-0000-7000-8000-000000000001'].map(shardOf)).toEqual([1, 0, 3]);
});

it('spreads keys evenly', () => {
  const counts = new Array<number>(OUTBOX_SHARDS).fill(0);
  for (let i = 0; i < 4000; i++) {
    const shard = shardOf(randomUUID());
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(800);
});
