import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkData, createEvent, encodeEvent, topicOf } from './cloud-event';
import { decodeEvent } from './decode-event';
import { exampleOf, furtherExamplesOf } from './examples';
import { topicNames, topics } from './topics';

const folder = join(__dirname, 'examples');
const golden = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const bytes = (document: unknown): Buffer => Buffer.from(JSON.stringify(document));

const received = {
  specversion: '1.0',
  id: '1',
  source: 'https://shop.example.com/bot',
  type: 'chat.requested.v1',
  subject: '0199f3a0-5c00-7000-8000-000000000041',
  time: '2026-11-22T09:15:00.000Z',
  datacontenttype: 'application/json',
  partitionkey: '0199f3a0-5c00-7000-8000-000000000010',
  teamid: '0199f3a0-5c00-7000-8000-000000000010',
  data: {
    chatId: '0199f3a0-5c00-7000-8000-000000000041',
    teamId: '0199f3a0-5c00-7000-8000-000000000010',
    customer: { id: 'customer-4711' },
    requestedAt: '2026-11-22T09:15:00.000Z',
  },
};

describe('golden examples', () => {
  it('has exactly one for each topic', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.sort()).toEqual(topicNames.map((name) => `${name}.json`).sort());
  });

  describe.each(topicNames)('%s', (topic) => {
    it('is what the producer writes, to the letter', () => {
      expect(encodeEvent(exampleOf(topic))).toEqual({
        value: JSON.stringify(golden(`${topic}.json`)),
        headers: { 'content-type': 'application/cloudevents+json' },
      });
    });

    it('is what the consumer reads', () => {
      const { value, headers } = {
        value: bytes(golden(`${topic}.json`)),
        headers: encodeEvent(exampleOf(topic)).headers,
      };
      expect(decodeEvent(topic, { value, headers })).toEqual({ ok: true, event: exampleOf(topic) });
    });

    it('shows every field that the schema knows', () => {
      const shown = Object.keys(exampleOf(topic).data).sort();
      expect(shown).toEqual(Object.keys(topics[topic].data.shape).sort());
    });

    it('holds to its schema and names its topic', () => {
      const event = exampleOf(topic);
      expect(checkData(topic, event.data)).toEqual(event.data);
      expect(topicOf(event)).toBe(topic);
    });
  });

  const further = topicNames.flatMap((topic) =>
    furtherExamplesOf(topic).map(([name, event]) => [`${topic}.${name}`, topic, event] as const),
  );

  it('has a file for each further example', () => {
    expect(readdirSync(join(folder, 'further')).sort()).toEqual(further.map(([name]) => `${name}.json`).sort());
  });

  it.each(further)('%s is what the producer writes and the consumer reads', (name, topic, event) => {
    const { value, headers } = encodeEvent(event);
    expect(value).toBe(JSON.stringify(golden(`further/${name}.json`)));
    expect(decodeEvent(topic, { value: Buffer.from(value), headers })).toEqual({ ok: true, event });
    expect(checkData(topic, event.data)).toEqual(event.data);
  });

  it('has an id of its own for each', () => {
    const ids = [...topicNames.map((topic) => exampleOf(topic).id), ...further.map(([, , { id }]) => id)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('reads what an upstream sends as a plain document, and normalises it', () => {
    const value = bytes(golden('upstream/chat.requested.structured.json'));
    expect(decodeEvent('chat.requested', { value, headers: {} })).toEqual({ ok: true, event: received });
  });

  it('reads what an upstream sends in binary mode', () => {
    const example = golden('upstream/chat.requested.binary.json') as {
      headers: Record<string, string>;
      value: unknown;
    };
    const headers = Object.fromEntries(
      Object.entries(example.headers).map(([name, text]) => [name, Buffer.from(text)]),
    );
    expect(decodeEvent('chat.requested', { value: bytes(example.value), headers })).toEqual({
      ok: true,
      event: received,
    });
  });
});

describe('createEvent', () => {
  it('fills in id and time', () => {
    const { data } = exampleOf('presence.beat');
    const a = createEvent('presence.beat', { source: 'notification', subject: 'i', key: 'i', teamId: '', data });
    const b = createEvent('presence.beat', { source: 'notification', subject: 'i', key: 'i', teamId: '', data });
    expect(a.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(a.id).not.toBe(b.id);
    expect(Math.abs(Date.parse(a.time) - Date.now())).toBeLessThan(5_000);
    expect(Object.keys(a)).not.toContain('teamseq');
  });

  it('refuses a time that is none', () => {
    const { data } = exampleOf('presence.beat');
    const event = { source: 'notification', subject: 'i', key: 'i', teamId: '', data, time: 'now' } as const;
    expect(() => createEvent('presence.beat', event)).toThrow(RangeError);
  });
});
