import { MAX_EVENT_BYTES } from './cloud-event';
import { decodeEvent } from './decode-event';
import { exampleOf } from './examples';
import type { EventRecord } from './read-record';
import { topicNames, type TopicName } from './topics';

type Json = Record<string, unknown>;

const structured = { 'content-type': 'application/cloudevents+json' };
const document = (over: Json = {}, topic: TopicName = 'chat.requested'): Json => ({ ...exampleOf(topic), ...over });
const withData = (over: Json): Json => document({ data: { ...exampleOf('chat.requested').data, ...over } });
const decode = (body: unknown, headers: EventRecord['headers'] = structured) =>
  decodeEvent('chat.requested', { value: Buffer.from(JSON.stringify(body)), headers });
const decodeText = (text: string | Buffer, headers: EventRecord['headers'] = structured) =>
  decodeEvent('chat.requested', { value: Buffer.from(text as string), headers });
const refused = (code: string, detail: string | RegExp = /./) => ({
  ok: false,
  code,
  detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
});

describe('decodeEvent refuses', () => {
  it.each(topicNames)('a null value on %s', (topic) => {
    expect(decodeEvent(topic, { value: null, headers: {} })).toMatchObject(refused('EVENT.NULL_VALUE'));
  });

  it('what is too large, unread', () => {
    const json = Buffer.from(JSON.stringify(document()));
    const fits = Buffer.concat([json, Buffer.alloc(MAX_EVENT_BYTES - json.length, ' ')]);
    expect(decodeText(fits).ok).toBe(true);
    expect(decodeText(Buffer.concat([fits, Buffer.from(' ')]))).toEqual(
      refused('EVENT.TOO_LARGE', `${MAX_EVENT_BYTES + 1} bytes`),
    );
    expect(decodeText(Buffer.alloc(1_048_576, 'x'))).toMatchObject(refused('EVENT.TOO_LARGE'));
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'EVENT.NOT_UTF8'],
    ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'EVENT.NOT_UTF8'],
    ['an empty value', Buffer.alloc(0), 'EVENT.NOT_JSON'],
    ['text', Buffer.from('hello'), 'EVENT.NOT_JSON'],
    ['a raw control character', Buffer.from('{"id":"\0"}'), 'EVENT.NOT_JSON'],
    ['deep nesting', Buffer.from('['.repeat(200_000)), 'EVENT.NOT_JSON'],
    ['a list', Buffer.from('[]'), 'EVENT.NOT_CLOUDEVENT'],
    ['null', Buffer.from('null'), 'EVENT.NOT_CLOUDEVENT'],
    ['data alone', Buffer.from(JSON.stringify(exampleOf('chat.requested').data)), 'EVENT.NOT_CLOUDEVENT'],
  ])('%s', (_, value, code) => {
    expect(decodeText(value)).toMatchObject(refused(code));
  });

  it('shows nothing of the text it could not parse', () => {
    expect(decodeText('{"text":"my secret')).toEqual(refused('EVENT.NOT_JSON', 'the text is not JSON'));
  });

  it.each([
    ['specversion', '0.3'],
    ['specversion', undefined],
    ['id', undefined],
    ['id', 7],
    ['id', ''],
    ['id', 'x'.repeat(201)],
    ['id', 'a\0b'],
    ['source', ''],
    ['source', '\ud800'],
    ['type', null],
  ])('the attribute %s as %j', (name, value) => {
    expect(decode(document({ [name]: value }))).toMatchObject(
      refused('EVENT.NOT_CLOUDEVENT', new RegExp(`^${name}: `)),
    );
  });

  it.each([
    ['chat.requested.v2', 'EVENT.UNKNOWN_VERSION'],
    ['chat.requested.v10', 'EVENT.UNKNOWN_VERSION'],
    ['chat.requested', 'EVENT.UNKNOWN_TYPE'],
    ['chat.cancelled.v1', 'EVENT.UNKNOWN_TYPE'],
    ['chat.requested.vx', 'EVENT.UNKNOWN_TYPE'],
  ])('the type %s', (type, code) => {
    expect(decode(document({ type }))).toMatchObject(refused(code, new RegExp(type)));
  });

  it.each([
    ['data of another kind', document({ data: 'text' }), /^data: /],
    ['no data', document({ data: undefined }), /^data: /],
    ['a missing field', withData({ teamId: undefined }), /^data\.teamId: /],
    ['no UUID', withData({ chatId: '{0199f3a0-5c00-7000-8000-000000000041}' }), 'data.chatId: must be a UUID'],
    ['null for a UUID', withData({ channelId: null }), /^data\.channelId: /],
    ['a NUL', withData({ firstMessage: 'a\0b' }), 'data.firstMessage: must not contain U+0000'],
    [
      'a lone surrogate',
      withData({ firstMessage: 'a\udc00b' }),
      'data.firstMessage: must not contain a lone surrogate',
    ],
    [
      'a long text',
      withData({ firstMessage: 'x'.repeat(8_001) }),
      'data.firstMessage: must be at most 8000 characters',
    ],
    ['an empty id', withData({ customer: { id: '' } }), 'data.customer.id: must not be empty'],
    [
      'a NUL in a value',
      withData({ customer: { id: 'c', attributes: { a: '\0' } } }),
      /^data\.customer\.attributes\.a: /,
    ],
    ['a nested value', withData({ customer: { id: 'c', attributes: { a: {} } } }), /^data\.customer\.attributes\.a: /],
    ['a list', withData({ customer: { id: 'c', attributes: [] } }), 'data.customer.attributes: must be an object'],
    [
      'many attributes',
      withData({ customer: { id: 'c', attributes: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [i, i])) } }),
      'data.customer.attributes: must have at most 50 entries',
    ],
  ])('%s', (_, body, detail) => {
    expect(decode(body)).toEqual(refused('EVENT.INVALID_DATA', detail));
  });

  it('a key that is no name, with a detail that can be stored', () => {
    for (const name of ['a\0', '\ud800', 'x'.repeat(101), '__proto__']) {
      const attributes = JSON.parse(`{${JSON.stringify(name)}:1}`) as Json;
      const result = decode(withData({ customer: { id: 'c', attributes } }));
      expect(result).toMatchObject(refused('EVENT.INVALID_DATA'));
      const { detail } = result as { detail: string };
      expect(detail.isWellFormed() && !detail.includes('\0') && detail.length <= 500).toBe(true);
    }
  });

  it.each([
    ['text/plain', 'EVENT.UNSUPPORTED_FORMAT'],
    ['application/cloudevents-batch+json', 'EVENT.UNSUPPORTED_FORMAT'],
    ['application/cloudevents+avro', 'EVENT.UNSUPPORTED_FORMAT'],
  ])('the content type %s', (contentType, code) => {
    expect(decode(document(), { 'content-type': contentType })).toMatchObject(refused(code));
    const binary = decode(exampleOf('chat.requested').data, { 'content-type': contentType, ce_specversion: '1.0' });
    expect(binary).toMatchObject(refused(code));
  });

  it('data that is said to be no JSON', () => {
    expect(decode(document({ datacontenttype: 'text/xml' }))).toMatchObject(refused('EVENT.UNSUPPORTED_FORMAT'));
  });
});

describe('decodeEvent accepts', () => {
  const event = exampleOf('chat.requested');

  it('the largest request that the schema allows, even when every character is escaped', () => {
    const long = (length: number): string => '\u0001'.repeat(length);
    const name = (index: number): string => `${index}`.padEnd(100, '\u0001');
    const attributes = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [name(index), long(500)]));
    const customer = { id: long(200), name: long(200), locale: long(35), attributes };
    expect(decode(withData({ customer, firstMessage: long(8_000) })).ok).toBe(true);
  });

  it.each([
    ['a charset', { 'content-type': 'application/cloudevents+json; charset=UTF-8' }],
    ['bytes in headers', { 'content-type': Buffer.from('application/cloudevents+json') }],
    ['repeated headers', { 'content-type': [Buffer.from('application/cloudevents+json'), 'x'] }],
    ['the content type of JSON', { 'content-type': 'application/json' }],
    ['no header', {}],
  ])('%s', (_, headers: EventRecord['headers']) => {
    expect(decode(document(), headers)).toEqual({ ok: true, event });
  });

  it('unknown fields, and drops them', () => {
    const data = { ...event.data, priority: 'high', customer: { ...event.data.customer, age: 7 } };
    expect(decode(document({ data, region: 'eu' }))).toEqual({ ok: true, event });
  });

  it('data as base64', () => {
    const data_base64 = Buffer.from(JSON.stringify(event.data)).toString('base64');
    expect(decode(document({ data: undefined, data_base64 }))).toEqual({ ok: true, event });
    expect(decode(document({ data: undefined, data_base64: '/w==' }))).toMatchObject(refused('EVENT.NOT_UTF8'));
  });

  it('wrong optional attributes, and does not take them over', () => {
    const wrong = {
      subject: 7,
      time: 'infinity',
      teamseq: -1,
      correlationid: '',
      traceparent: 'a\0',
      partitionkey: 'x',
      teamid: 'x',
    };
    const result = decode(document(wrong));
    expect(result.ok && result.event).toEqual({
      ...event,
      time: event.data.requestedAt,
      correlationid: undefined,
      traceparent: undefined,
    });
  });

  it('extensions in binary mode', () => {
    const headers = {
      ce_specversion: '1.0',
      ce_id: '9',
      ce_source: 'bot',
      ce_type: event.type,
      ce_teamseq: '12',
      ce_correlationid: 'c',
    };
    const result = decode(event.data, { ...headers, 'content-type': 'application/json; charset=utf-8' });
    expect(result).toMatchObject({
      ok: true,
      event: { id: '9', source: 'bot', teamseq: 12, correlationid: 'c', data: event.data },
    });
  });

  it('a cancel without a reason', () => {
    const { reason: _, ...data } = exampleOf('chat.cancelled').data;
    const value = Buffer.from(JSON.stringify({ ...exampleOf('chat.cancelled'), data }));
    const result = decodeEvent('chat.cancelled', { value, headers: structured });
    expect(result).toMatchObject({ ok: true, event: { data: { reason: 'customer left' } } });
  });

  it('a team by its own id', () => {
    const { teamid: _, partitionkey: __, ...body } = exampleOf('team.configured');
    const result = decodeEvent('team.configured', { value: Buffer.from(JSON.stringify(body)), headers: structured });
    expect(result).toEqual({ ok: true, event: exampleOf('team.configured') });
  });
});
