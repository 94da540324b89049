import { type CloudEvent, createEvent } from '@switchboard/contracts';
import { correlationId } from '@switchboard/runtime';
import type { Member } from '../accounts/account';
import type { Channel } from '../channels/channel';
import type { Team } from '../teams/team';

/** The whole state of a team, keyed by its id. */
export function teamConfigured({ inactivitySeconds, ...team }: Team): CloudEvent<'team.configured'> {
  const data = { ...team, ...(inactivitySeconds === null ? {} : { inactivitySeconds }) };
  return createEvent('team.configured', { ...head(team.id, team.id), data });
}

/** The whole state of an agent, without credentials. Operators belong to no team and are announced to nobody. */
export function agentConfigured(agent: Member): CloudEvent<'agent.configured'> {
  const { id, teamId, name, roles, capacity, active, version, removed } = agent;
  return createEvent('agent.configured', {
    ...head(id, teamId),
    data: { id, teamId, name, roles, ...(capacity === null ? {} : { capacity }), active, version, removed },
  });
}

/** The whole state of a channel; of its keys only the hashes. */
export function channelConfigured(channel: Channel): CloudEvent<'channel.configured'> {
  const { id, teamId, name, allowedOrigins, version, removed } = channel;
  const keys = channel.keys.map(({ keyId, kind, sha256, expiresAt }) => ({
    keyId,
    kind,
    sha256,
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
  }));
  return createEvent('channel.configured', {
    ...head(id, teamId),
    data: { id, teamId, name, keys, allowedOrigins, version, removed },
  });
}

function head(id: string, teamId: string) {
  const correlation = correlationId();
  return {
    source: 'settings',
    subject: id,
    key: id,
    teamId,
    ...(correlation ? { correlationId: correlation } : {}),
  } as const;
}
