import type { ChannelCaller } from '../channel-access/caller';
import { canonicalJson } from './canonical-json';
import { idempotencyKeyOf } from './idempotency-key';

const caller = (kind: ChannelCaller['kind']): ChannelCaller => ({ kind, keyId: 'k', channelId: 'c', teamId: 't' });

function refusalOf(header: string | undefined, kind: ChannelCaller['kind']): unknown {
  try {
    return idempotencyKeyOf(header, caller(kind));
  } catch (error) {
    return error;
  }
}

describe('the Idempotency-Key', () => {
  it.each([
    [undefined, 'IDEMPOTENCY.MISSING_KEY'],
    ['', 'IDEMPOTENCY.MISSING_KEY'],
    ['two words', 'IDEMPOTENCY.INVALID_KEY'],
    ['ü', 'IDEMPOTENCY.INVALID_KEY'],
    ['x'.repeat(201), 'IDEMPOTENCY.INVALID_KEY'],
  ])('%j is refused with %s', (header, code) => {
    expect(refusalOf(header, 'secret')).toMatchObject({ code, errors: [{ field: 'Idempotency-Key' }] });
  });

  it('may be short for a server, not for a page', () => {
    expect(idempotencyKeyOf('1', caller('secret'))).toBe('1');
    expect(refusalOf('1', 'publishable')).toMatchObject({ code: 'IDEMPOTENCY.INVALID_KEY' });
    expect(idempotencyKeyOf('0123456789abcdef', caller('publishable'))).toBe('0123456789abcdef');
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys, nor on members that are undefined', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined })).toBe('{"b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});
