import type { Message } from 'kafkajs';
import { crc32c } from './crc32c';

/** Base offset, length, leader epoch, magic and checksum; behind them begins what the checksum covers. */
const CHECKED_FROM = 21;
const HEADER_BYTES = 61;
const MAGIC = 2;

/**
 * Messages of one partition as a record batch of Kafka's format 2, without compression, producer id and timestamps of
 * their own: all have the time `now` (ms). Each message is measured, then written where it will be sent from; kafkajs
 * makes a buffer for each record and header, and copies what has been written at every step.
 */
export function encodeRecordBatch(messages: readonly Message[], now: number): Buffer {
  const records = measure(messages);
  const last = records.at(-1);
  const bytes = Buffer.allocUnsafe(last ? last.at + last.size : HEADER_BYTES);
  for (const [i, record] of records.entries()) writeRecord(bytes, record, i);
  writeHeader(bytes, records.length, now);
  return bytes;
}

type Bytes = Buffer | string | null;

interface MeasuredRecord {
  /** Where it begins. */
  readonly at: number;
  /** With its length in front. */
  readonly size: number;
  /** Without it. */
  readonly bodySize: number;
  readonly key: Bytes;
  readonly keySize: number;
  readonly value: Bytes;
  readonly valueSize: number;
  readonly headers: Buffer;
}

function measure(messages: readonly Message[]): MeasuredRecord[] {
  let at = HEADER_BYTES;
  // Nearly all messages share one object for their headers.
  let given: Message['headers'];
  let headers = encodeHeaders(given);
  return messages.map((message, i) => {
    if (message.headers !== given) headers = encodeHeaders((given = message.headers));
    const key = message.key ?? null;
    const { value } = message;
    const keySize = sizeOf(key);
    const valueSize = sizeOf(value);
    const bodySize = 2 + varintSize(i) + bytesSize(keySize) + bytesSize(valueSize) + headers.length;
    const size = varintSize(bodySize) + bodySize;
    const record = { at, size, bodySize, key, keySize, value, valueSize, headers };
    at += size;
    return record;
  });
}

/** -1 stands for none. */
const sizeOf = (value: Bytes): number => (value === null ? -1 : Buffer.byteLength(value));
const bytesSize = (size: number): number => varintSize(size) + Math.max(size, 0);

function writeRecord(bytes: Buffer, record: MeasuredRecord, offset: number): void {
  let at = writeVarint(bytes, record.bodySize, record.at);
  bytes[at++] = 0; // attributes: none are defined
  bytes[at++] = 0; // time, as a difference to the batch's
  at = writeVarint(bytes, offset, at);
  at = writeBytes(bytes, record.key, record.keySize, at);
  at = writeBytes(bytes, record.value, record.valueSize, at);
  record.headers.copy(bytes, at);
}

function writeHeader(bytes: Buffer, records: number, now: number): void {
  bytes.fill(0, 0, HEADER_BYTES); // base offset, leader epoch and attributes are 0
  bytes.writeInt32BE(bytes.length - 12, 8); // without itself and the base offset
  bytes.writeInt8(MAGIC, 16);
  bytes.writeInt32BE(records - 1, 23);
  bytes.writeBigInt64BE(BigInt(now), 27); // first time
  bytes.writeBigInt64BE(BigInt(now), 35); // last time
  bytes.writeBigInt64BE(-1n, 43); // no producer id, so the epoch and the sequence behind it mean nothing
  bytes.writeInt32BE(records, 57);
  bytes.writeUInt32BE(crc32c(bytes, CHECKED_FROM), 17);
}

function encodeHeaders(headers: Message['headers'] = {}): Buffer {
  // A name may have a list of values; it is written once for each.
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? null].flat().map((one): [string, Bytes] => [name, one]),
  );
  const parts = pairs.flatMap(([name, value]) => [encodeBytes(name), encodeBytes(value)]);
  const count = Buffer.alloc(varintSize(pairs.length));
  writeVarint(count, pairs.length, 0);
  return Buffer.concat([count, ...parts]);
}

function encodeBytes(value: Bytes): Buffer {
  const size = sizeOf(value);
  const bytes = Buffer.alloc(bytesSize(size));
  writeBytes(bytes, value, size, 0);
  return bytes;
}

/** Writes the length and the bytes; returns where they end. */
function writeBytes(bytes: Buffer, value: Bytes, size: number, at: number): number {
  const start = writeVarint(bytes, size, at);
  if (typeof value === 'string') bytes.write(value, start);
  else value?.copy(bytes, start);
  return start + Math.max(size, 0);
}

/** Signed numbers of up to 32 bits, seven a byte, the sign in the lowest. */
const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

function varintSize(value: number): number {
  let size = 1;
  for (let rest = zigzag(value) >>> 7; rest > 0; rest >>>= 7) size++;
  return size;
}

function writeVarint(bytes: Buffer, value: number, at: number): number {
  let rest = zigzag(value);
  for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
  bytes[at++] = rest;
  return at;
}
