import { randomUUID } from 'node:crypto';
import { aChannel } from '../test-support/builders.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const channel = aChannel();
const { intake } = useIntake(channel.event);
afterEach(async () => expect(await intake.outbox()).toEqual([]));

const customer = { id: 'c-1' };
const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`a${n}`, n]));

describe('POST /chats with a body that is not valid', () => {
  it.each<[string, unknown, string]>([
    ['no customer', {}, 'customer'],
    ['no customer id', { customer: {} }, 'customer.id'],
    ['an empty customer id', { customer: { id: '' } }, 'customer.id'],
    ['a number as customer id', { customer: { id: 7 } }, 'customer.id'],
    ['a customer id too long', { customer: { id: 'x'.repeat(201) } }, 'customer.id'],
    ['NUL in the customer id', { customer: { id: 'a\0b' } }, 'customer.id'],
    ['a lone surrogate in the name', { customer: { id: 'c', name: '\ud800' } }, 'customer.name'],
    ['NUL in the first message', { customer, firstMessage: 'a\0b' }, 'firstMessage'],
    ['a first message too long', { customer, firstMessage: 'x'.repeat(8_001) }, 'firstMessage'],
    ['an empty first message', { customer, firstMessage: '' }, 'firstMessage'],
    ['a chat id that is no UUID', { customer, chatId: '7' }, 'chatId'],
    ['null as chat id', { customer, chatId: null }, 'chatId'],
    ['too many attributes', { customer: { id: 'c', attributes: many } }, 'customer.attributes'],
    ['a nested attribute', { customer: { id: 'c', attributes: { a: { b: 1 } } } }, 'customer.attributes.a'],
    ['an unknown member', { customer, teamId: randomUUID() }, 'teamId'],
    ['an unknown member of customer', { customer: { id: 'c', email: 'x@y.z' } }, 'customer.email'],
    ['a list', [], ''],
    ['null', null, ''],
  ])('%s: 400 names the field', async (_, body, field) => {
    const answer = await intake.requestChat(channel.secret, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST.INVALID' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors?.map((error) => error.field)).toEqual([field]);
    expect(answer.body['correlationId']).toBe(answer.headers.get('x-correlation-id'));
  });

  it('is told of every fault at once', async () => {
    const answer = await intake.requestChat(channel.secret, { customer: {}, firstMessage: 1, extra: true });
    expect(answer.body.errors?.map((error) => error.field).sort()).toEqual(['customer.id', 'extra', 'firstMessage']);
  });
});

describe('POST /chats with what is no JSON request', () => {
  const post = (rawBody: string, headers: Record<string, string> = {}) =>
    intake.call('POST', '/chats', {
      as: channel.secret,
      rawBody,
      headers: { 'idempotency-key': randomUUID(), ...headers },
    });

  it.each([
    ['cut off', '{"customer":', 400, 'REQUEST.NOT_JSON'],
    ['empty', '', 400, 'REQUEST.NOT_JSON'],
    ['a prototype member', '{"__proto__":{},"customer":{"id":"c"}}', 400, 'REQUEST.NOT_JSON'],
    ['a megabyte', JSON.stringify({ customer, firstMessage: 'x'.repeat(1_000_000) }), 413, 'REQUEST.TOO_LARGE'],
  ])('%s: %s', async (_, rawBody, status, code) => {
    expect(await post(rawBody)).toMatchObject({ status, body: { code } });
  });

  it('another content type: 415', async () => {
    expect(await post('customer=c', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
      status: 415,
      body: { code: 'REQUEST.UNSUPPORTED_MEDIA_TYPE' },
    });
  });
});

describe('the Idempotency-Key header', () => {
  it.each([
    ['is missing', {}, 'IDEMPOTENCY.MISSING_KEY'],
    ['is too long', { 'idempotency-key': 'x'.repeat(201) }, 'IDEMPOTENCY.INVALID_KEY'],
    ['holds a space', { 'idempotency-key': 'two words' }, 'IDEMPOTENCY.INVALID_KEY'],
  ])('%s: 400 names it', async (_, headers, code) => {
    const answer = await intake.call('POST', '/chats', { as: channel.secret, body: { customer }, headers });
    expect(answer).toMatchObject({ status: 400, body: { code, errors: [{ field: 'Idempotency-Key' }] } });
  });
});

describe('addresses', () => {
  it('an id that is no UUID is named', async () => {
    const answer = await intake.call('GET', '/chats/7', { as: channel.secret });
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST.INVALID', errors: [{ field: 'id' }] } });
  });

  it('a reason that is not valid is named', async () => {
    const path = `/chats/${randomUUID()}/cancel`;
    for (const body of [{ reason: '' }, { reason: 'x'.repeat(501) }, { reason: 'a\0b' }]) {
      expect((await intake.call('POST', path, { as: channel.secret, body })).body.errors?.[0]?.field).toBe('reason');
    }
    const unknown = await intake.call('POST', path, { as: channel.secret, body: { because: 'x' } });
    expect(unknown.body.errors?.[0]?.field).toBe('because');
  });

  it('what is not there is 404', async () => {
    expect((await intake.call('GET', '/nothing')).body).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
  });
});
