import fc from 'fast-check';
import type { Message } from 'kafkajs';
import { createRequire } from 'node:module';
import { crc32c } from './crc32c';
import { patchProduceEncoding } from './produce-patch';

interface Options {
  acks: number;
  timeout: number;
  compression?: number;
  producerId?: number;
  topicData: { topic: string; partitions: { partition: number; firstSequence: number; messages: Message[] }[] }[];
}
type Request = (o: Options) => { encode: () => Promise<{ buffer: Buffer }> };
interface Protocol {
  protocol: (o: { version: number }) => (o: Options) => { request: ReturnType<Request> };
}

const load = createRequire(__filename);
const kafkajs = load('kafkajs/src/protocol/requests/produce/v7/request') as Request;
const { protocol } = load('kafkajs/src/protocol/requests/produce') as Protocol;

const options = (...topicData: Options['topicData']): Options => ({ acks: -1, timeout: 30_000, topicData });
const inTopic = (...messages: Message[]): Options =>
  options({ topic: 'chat.assigned', partitions: [{ partition: 3, firstSequence: 0, messages }] });

const byKafkajs = async (o: Options): Promise<Buffer> => (await kafkajs(o).encode()).buffer;
async function byPatch(o: Options): Promise<Buffer> {
  patchProduceEncoding();
  const { protocol: patched } = load('kafkajs/src/protocol/requests/produce') as Protocol;
  return (await patched({ version: 7 })(o).request.encode()).buffer;
}

// Both write the time into each batch.
beforeEach(() => jest.useFakeTimers({ now: 1_764_000_000_123 }));
afterEach(() => jest.useRealTimers());

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const text = fc.string({ unit: 'binary', maxLength: 300 });
const value = fc.oneof(bytes, text);
const message = fc.record(
  {
    key: fc.option(value),
    value: fc.option(value),
    headers: fc.dictionary(text, fc.oneof(value, fc.array(value, { maxLength: 3 })), { maxKeys: 3 }),
  },
  { requiredKeys: ['value'] },
);
const partition = fc.record({
  partition: fc.nat({ max: 11 }),
  firstSequence: fc.constant(0),
  messages: fc.array(message, { minLength: 1, maxLength: 80 }),
});
const topic = fc.record({ topic: text, partitions: fc.array(partition, { maxLength: 3 }) });

it('writes, byte for byte, what kafkajs writes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(topic, { maxLength: 3 }), async (topicData) => {
      const o = options(...topicData);
      expect((await byPatch(o)).equals(await byKafkajs(o))).toBe(true);
    }),
  );
});

it('writes lengths of any size as kafkajs does', async () => {
  const sizes = [0, 1, 62, 63, 64, 65, 8_190, 8_191, 8_192, 70_000, 1_100_000];
  const o = inTopic(...sizes.map((size) => ({ key: 'team', value: 'é'.repeat(size), headers: { a: 'b' } })));
  expect((await byPatch(o)).equals(await byKafkajs(o))).toBe(true);
});

it('leaves to kafkajs what it does not know: compression, producer ids, times of the sender', async () => {
  const gzip = { ...inTopic({ value: 'v' }), compression: 1 };
  const idempotent = { ...inTopic({ value: 'v' }), producerId: 7 };
  const timed = inTopic({ value: 'v', timestamp: '1700000000000' }, { value: 'w' });
  for (const o of [gzip, idempotent, timed]) expect((await byPatch(o)).equals(await byKafkajs(o))).toBe(true);
});

it('patches once, and only the versions whose batches have this format', () => {
  patchProduceEncoding();
  const { protocol: patched } = load('kafkajs/src/protocol/requests/produce') as Protocol;
  patchProduceEncoding();
  expect((load('kafkajs/src/protocol/requests/produce') as Protocol).protocol).toBe(patched);
  expect(patched({ version: 2 })).toBe(protocol({ version: 2 }));
});

it('computes the check value of CRC-32C', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(crc32c(Buffer.from('xx123456789'), 2)).toBe(0xe3069283);
});
