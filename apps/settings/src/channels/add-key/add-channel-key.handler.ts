import { Injectable } from '@nestjs/common';
import type { CreateChannelKeyBody, CreatedChannelKey } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';
import { type ChannelKey, toKeySettings } from '../channel';
import { ChangeChannel } from '../change-channel/change-channel.handler';
import { createChannelKey } from '../channel-key';

/** As many as `channel.configured` carries at most. */
const KEYS_MAX = 20;

/** Gives a channel another key, and the older ones of its kind an end if wished: that is how keys are rotated. */
@Injectable()
export class AddChannelKey {
  constructor(private readonly changeChannel: ChangeChannel) {}

  /** Throws Problem CHANNEL.NOT_FOUND, CHANNEL.TOO_MANY_KEYS, or REQUEST.INVALID for a time that has passed. */
  async execute(teamId: string, channelId: string, body: CreateChannelKeyBody): Promise<CreatedChannelKey> {
    const expiresAt = inFuture(body.expiresAt, 'expiresAt') ?? null;
    const othersEnd = body.expireOthersAt === undefined ? undefined : new Date(body.expireOthersAt);
    const { key, kept } = createChannelKey(body.kind, expiresAt);
    await this.changeChannel.execute(teamId, channelId, (channel) => {
      const others = channel.keys
        .filter(isLive)
        .map((each) => (each.kind === body.kind ? endingBy(each, othersEnd) : each));
      if (others.length >= KEYS_MAX) throw new Problem('CHANNEL.TOO_MANY_KEYS');
      return { keys: [...others, kept] };
    });
    return { ...toKeySettings(kept), key };
  }
}

/** Keys that have ended are forgotten when the channel's keys change next. */
const isLive = ({ expiresAt }: ChannelKey): boolean => expiresAt === null || expiresAt.getTime() > Date.now();

/** Never later than before. */
function endingBy(key: ChannelKey, end: Date | undefined): ChannelKey {
  const expiresAt = end && (key.expiresAt === null || end < key.expiresAt) ? end : key.expiresAt;
  return { ...key, expiresAt };
}

function inFuture(time: string | undefined, field: string): Date | undefined {
  if (time === undefined) return undefined;
  const date = new Date(time);
  if (date.getTime() <= Date.now()) throw new Problem('REQUEST.INVALID', { field, detail: 'must be in the future' });
  return date;
}
