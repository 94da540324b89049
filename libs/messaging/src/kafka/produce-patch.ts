import type { Message } from 'kafkajs';
import { createRequire } from 'node:module';
import { encodeRecordBatch } from './record-batch';

interface ProduceOptions {
  readonly acks: number;
  /** ms */
  readonly timeout: number;
  readonly compression?: number;
  readonly transactionalId?: string | null;
  readonly producerId?: number | string;
  readonly topicData: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly messages: readonly Message[] }[];
  }[];
}

/** What kafkajs takes for one of its encoders. */
interface Encoded {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

type Produce = (o: ProduceOptions) => { request: { encode: () => Promise<Encoded> }; response: unknown };

interface ProduceProtocol {
  protocol: ((o: { version: number }) => Produce) & { patched?: true };
}

/** From this version on of the request, record batches have the format that we write. */
const FIRST_VERSION = 3;
const NO_PRODUCER = -1;

/**
 * kafkajs 2.2.4 spends a fifth of routing's time on encoding what it sends (0027): the record batches of plain producers
 * are written by `encodeRecordBatch` instead. Requests of other kinds are left to kafkajs.
 */
export function patchProduceEncoding(): void {
  const load = createRequire(__filename);
  const produce = load('kafkajs/src/protocol/requests/produce') as ProduceProtocol;
  const original = produce.protocol;
  if (original.patched) return;
  const patched: ProduceProtocol['protocol'] = ({ version }) => {
    const make = original({ version });
    if (version < FIRST_VERSION) return make;
    return (o) => {
      const made = make(o);
      return isPlain(o) ? { ...made, request: { ...made.request, encode: () => encode(o) } } : made;
    };
  };
  patched.patched = true;
  produce.protocol = patched;
}

function isPlain({ compression, transactionalId, producerId, topicData }: ProduceOptions): boolean {
  if (compression || transactionalId || (producerId ?? NO_PRODUCER) !== NO_PRODUCER) return false;
  return topicData.every(({ partitions }) =>
    partitions.every(({ messages }) => messages.every(({ timestamp }) => timestamp === undefined)),
  );
}

/** Topics and their partitions, each with its batch; whatever is not a batch is a few bytes. */
function encode({ acks, timeout, topicData }: ProduceOptions): Promise<Encoded> {
  const now = Date.now();
  const parts = [int16(-1), int16(acks), int32(timeout), int32(topicData.length)]; // -1: no transaction
  for (const { topic, partitions } of topicData) {
    parts.push(int16(Buffer.byteLength(topic)), Buffer.from(topic), int32(partitions.length));
    for (const { partition, messages } of partitions) {
      const batch = encodeRecordBatch(messages, now);
      parts.push(int32(partition), int32(batch.length), batch);
    }
  }
  const buffer = Buffer.concat(parts);
  return Promise.resolve({ buf: buffer, buffer });
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
