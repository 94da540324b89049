import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { exampleOf } from './examples';
import { requestHash } from './request-hash';
import type { EventData } from './topics';

type Request = EventData<'chat.requested'>;

/** RFC 8785, as far as JSON.stringify writes strings and numbers, which is all of it. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const lines = fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${lines.join(',')}}`;
}

describe('requestHash', () => {
  const request = exampleOf('chat.requested').data;

  it('is SHA-256 of the canonical JSON of all fields but requestedAt', () => {
    const name = fc.string({ minLength: 1, maxLength: 5 }).filter((text) => text !== '__proto__');
    const attributes = fc.dictionary(name, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(attributes, fc.string(), (facts, firstMessage) => {
        const data: Request = { ...request, firstMessage, customer: { ...request.customer, attributes: facts } };
        const expected = createHash('sha256')
          .update(canonical({ ...data, requestedAt: undefined }))
          .digest('hex');
        expect(requestHash(data)).toBe(expected);
      }),
    );
  });

  it('does not depend on order or on the time', () => {
    const shuffled = Object.fromEntries(Object.entries(request).reverse()) as Request;
    const attributes = Object.fromEntries(Object.entries(request.customer.attributes ?? {}).reverse());
    const other = {
      ...shuffled,
      customer: { ...request.customer, attributes },
      requestedAt: '2027-01-01T00:00:00.000Z',
    };
    expect(requestHash(other)).toBe(requestHash(request));
  });

  it.each(['chatId', 'teamId', 'channelId', 'customer', 'firstMessage'] as const)('tells another %s', (field) => {
    const other = { ...request, [field]: field === 'customer' ? { id: 'x' } : 'x' };
    expect(requestHash(other)).not.toBe(requestHash(request));
  });
});
