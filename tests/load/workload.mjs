// The load: T teams of A agents, and N chat requests spread over them, as real events.
import { createEvent, encodeEvent, uuidv7 } from '@switchboard/contracts';

/** @returns {{id: string, agents: string[]}[]} */
export const makeTeams = (teams, agentsPerTeam) =>
  Array.from({ length: teams }, () => ({
    id: uuidv7(),
    agents: Array.from({ length: agentsPerTeam }, () => uuidv7()),
  }));

const message = (topic, options) => {
  const event = createEvent(topic, options);
  return { key: options.key, ...encodeEvent(event) };
};

export const teamConfigured = (team, capacity) =>
  message('team.configured', {
    source: 'settings',
    subject: team.id,
    key: team.id,
    teamId: team.id,
    data: {
      id: team.id,
      name: 'Bench',
      version: 1,
      timeZone: 'UTC',
      locale: 'en',
      method: 'automatic',
      strategy: 'least-assigned',
      defaultCapacity: capacity,
      graceSeconds: 60,
      afterGrace: 'keep',
      hours: [],
      holidays: [],
      leftMessage: { outsideHours: false, nobodyAvailable: false },
      removed: false,
    },
  });

export const agentConfigured = (team, id, number) =>
  message('agent.configured', {
    source: 'settings',
    subject: id,
    key: id,
    teamId: team.id,
    data: { id, teamId: team.id, name: `Agent ${number}`, roles: ['agent'], active: true, version: 1, removed: false },
  });

export const agentConnected = (team, id) =>
  message('agent.presence', {
    source: 'notification',
    subject: id,
    key: id,
    teamId: team.id,
    data: { agentId: id, teamId: team.id, connected: true, version: 1 },
  });

export const beat = (instanceId) =>
  message('presence.beat', {
    source: 'notification',
    subject: instanceId,
    key: instanceId,
    teamId: instanceId,
    data: { instanceId, at: new Date().toISOString() },
  });

export const chatRequested = (team, number) => {
  const chatId = uuidv7();
  return message('chat.requested', {
    source: 'intake',
    subject: chatId,
    key: team.id,
    teamId: team.id,
    data: {
      chatId,
      teamId: team.id,
      customer: { id: `customer-${number}`, name: `Customer ${number}` },
      firstMessage: 'Hello, my parcel has not arrived.',
      requestedAt: new Date().toISOString(),
    },
  });
};
