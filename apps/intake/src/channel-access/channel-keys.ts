import { Injectable } from '@nestjs/common';
import { Problem } from '@switchboard/runtime';
import { type ChannelKey, matchesHash } from './channel-key';
import { ChannelKeyRepository, type KnownChannelKey } from './channel-key.repository';

@Injectable()
export class ChannelKeys {
  constructor(private readonly keys: ChannelKeyRepository) {}

  /**
   * The key in force that was shown, and its channel.
   * @throws Problem AUTH.INVALID_KEY, one answer for unknown, expired, removed and wrong: it tells nothing about which
   * keys there are
   */
  async verify({ kind, keyId, random }: ChannelKey): Promise<KnownChannelKey> {
    const known = await this.keys.find(keyId);
    if (known?.kind === kind && matchesHash(random, known.sha256)) return known;
    throw invalidKey();
  }
}

/** The refusal of what is no key in force. */
export const invalidKey = (): Problem =>
  new Problem('AUTH.INVALID_KEY', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
