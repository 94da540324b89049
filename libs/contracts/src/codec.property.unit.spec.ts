import fc from 'fast-check';
import { encodeEvent, type CloudEvent } from './cloud-event';
import { decodeErrors } from './decode-codes';
import { decodeEvent } from './decode-event';
import { exampleOf } from './examples';
import { topicNames } from './topics';

const RUNS = { numRuns: 500 };
const structured = { 'content-type': 'application/cloudevents+json' };
const topic = fc.constantFrom(...topicNames);

/** Holds for every answer: an event, or a known code with a detail that a header and PostgreSQL can take. */
function isSound(result: ReturnType<typeof decodeEvent>): boolean {
  if (result.ok) return true;
  const { code, detail } = result;
  return code in decodeErrors && detail.isWellFormed() && !detail.includes('\0') && detail.length <= 500;
}

describe('the codec', () => {
  it('never throws on bytes, whatever the headers', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(text)),
      fc.constant(null),
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1.0', 'application/json', structured['content-type']),
    );
    const name = fc.constantFrom(
      'content-type',
      'ce_specversion',
      'ce_id',
      'ce_source',
      'ce_type',
      '__proto__',
      'ce___proto__',
    );
    fc.assert(
      fc.property(topic, bytes, fc.dictionary(name, value), (t, body, headers) =>
        isSound(decodeEvent(t, { value: body, headers })),
      ),
      RUNS,
    );
  });

  it('never throws on a golden event with any field replaced by any JSON', () => {
    const damage = fc.tuple(topic, fc.nat(), fc.boolean(), fc.jsonValue({ stringUnit: 'binary' }));
    fc.assert(
      fc.property(damage, ([t, index, inData, replacement]) => {
        const event = structuredClone(exampleOf(t)) as unknown as Record<string, unknown>;
        const target = inData ? (event.data as Record<string, unknown>) : event;
        const names = Object.keys(target);
        target[names[index % names.length] ?? ''] = replacement;
        return isSound(decodeEvent(t, { value: Buffer.from(JSON.stringify(event)), headers: structured }));
      }),
      RUNS,
    );
  });

  it('gives back what was written, and what it accepts can be stored', () => {
    const text = (maxLength: number) =>
      fc.string({ maxLength, unit: 'grapheme' }).filter((s) => s.length <= maxLength && !s.includes('\0'));
    const opaque = text(50).filter((s) => s !== '');
    const changes = fc.record({
      id: opaque,
      name: text(50),
      firstMessage: text(500),
      key: opaque,
      fact: fc.oneof(text(20), fc.integer(), fc.boolean()),
    });
    fc.assert(
      fc.property(changes, ({ id, name, firstMessage, key, fact }) => {
        fc.pre(key !== '__proto__');
        const golden = exampleOf('chat.requested');
        const customer = { id, name, attributes: { [key]: fact } };
        const event: CloudEvent<'chat.requested'> = { ...golden, id, data: { ...golden.data, customer, firstMessage } };
        const { value, headers } = encodeEvent(event);
        expect(decodeEvent('chat.requested', { value: Buffer.from(value), headers })).toEqual({ ok: true, event });
      }),
      RUNS,
    );
  });

  it('reads the same event in binary mode as in structured mode', () => {
    fc.assert(
      fc.property(topic, (t) => {
        const event = exampleOf(t);
        const { data, datacontenttype, ...attributes } = event;
        const headers = Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [`ce_${name}`, Buffer.from(String(value))]),
        );
        const record = {
          value: Buffer.from(JSON.stringify(data)),
          headers: { ...headers, 'content-type': datacontenttype },
        };
        expect(decodeEvent(t, record)).toEqual({ ok: true, event });
      }),
    );
  });
});
