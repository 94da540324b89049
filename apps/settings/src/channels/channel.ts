import type { ChannelSettings } from '@switchboard/contracts';

export type ChannelKeyKind = ChannelSettings['keys'][number]['kind'];

/** What is kept of a channel key: never the key itself. */
export interface ChannelKey {
  keyId: string;
  kind: ChannelKeyKind;
  /** Of the key's random part, lower-case hexadecimal. */
  sha256: string;
  createdAt: Date;
  expiresAt: Date | null;
}

export interface Channel {
  id: string;
  teamId: string;
  name: string;
  allowedOrigins: string[];
  keys: ChannelKey[];
  version: number;
  removed: boolean;
}

/** A channel as the manager sees it. */
export function toChannelSettings({ removed: _, keys, ...channel }: Channel): ChannelSettings {
  return { ...channel, keys: keys.map(toKeySettings) };
}

/** A key as the manager sees it: without its hash. */
export function toKeySettings({ keyId, kind, createdAt, expiresAt }: ChannelKey): ChannelSettings['keys'][number] {
  return { keyId, kind, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null };
}
