import { Refused } from '@switchboard/client';
import { Unreachable } from '../api/clients';
import { BrowserUnderTest } from '../test-support/browser.support.spec';
import { isRefusal, keepOpenRequest, openRequest } from './open-request';

let browser: BrowserUnderTest;
beforeEach(() => (browser = new BrowserUnderTest()));
afterEach(() => browser.close());

const [shop, help] = ['pk_shop_0123456789abcdef', 'pk_help_0123456789abcdef'];
const request = { idempotencyKey: 'k', body: { customer: { id: 'ann' }, firstMessage: 'Hello' } };

describe('a request that was not answered', () => {
  it("is the channel's own, and there until it is answered", () => {
    keepOpenRequest(shop, request);
    expect([openRequest(shop), openRequest(help)]).toEqual([request, undefined]);
    keepOpenRequest(shop, undefined);
    expect(openRequest(shop)).toBeUndefined();
  });

  it.each([
    [new Refused(400, { code: 'REQUEST.INVALID' }), true],
    [new Refused(429, { code: 'REQUEST.TOO_MANY' }), true],
    [new Refused(422, { code: 'IDEMPOTENCY.OTHER_BODY' }), true],
    [new Refused(409, { code: 'IDEMPOTENCY.IN_FLIGHT' }), false],
    [new Refused(503, { code: 'SERVER.UNAVAILABLE' }), false],
    [new Unreachable(), false],
  ])('is known not to be taken after %s: %s', (error, isKnown) => {
    expect(isRefusal(error)).toBe(isKnown);
  });
});
