import { createHash } from 'node:crypto';
import { hashChannelKey, matchesHash, parseChannelKey } from './channel-key';

const random = 'q_-Zr1vF4pJt0eXw8aYk2sLm6nBo9cDhGiU3TyV5RxE';

describe('a channel key', () => {
  it('is taken apart, also when its random part holds underscores', () => {
    expect(parseChannelKey(`sk_key-1_${random}`)).toEqual({ kind: 'secret', keyId: 'key-1', random });
    expect(parseChannelKey(`pk_key-1_${random}`)).toEqual({ kind: 'publishable', keyId: 'key-1', random });
  });

  it.each(['', 'sk_', 'sk_key-1', 'sk__' + random, `ak_key-1_${random}`, `sk_key 1_${random}`, 'eyJhbGciOiJ.e30.abc'])(
    'is not %j',
    (text) => expect(parseChannelKey(text)).toBeUndefined(),
  );

  it('matches the SHA-256 of its random part only', () => {
    expect(hashChannelKey(random)).toBe(createHash('sha256').update(random).digest('hex'));
    expect(matchesHash(random, hashChannelKey(random))).toBe(true);
    expect(matchesHash(`${random}x`, hashChannelKey(random))).toBe(false);
    expect(matchesHash(random, 'not a hash')).toBe(false);
  });
});
