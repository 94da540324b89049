// The load: teams with their agents, and chat requests spread over them, as real events.
import { createEvent, encodeEvent, uuidv7 } from '@switchboard/contracts';

/**
 * @param {number} teams how many
 * @param {number} agentsPerTeam how many in each
 * @param {(number: number) => {capacity?: number, activeChats?: number}} likeness of each agent by its number
 * @returns {{id: string, agents: {id: string, capacity?: number, activeChats?: number}[]}[]}
 */
export const makeTeams = (teams, agentsPerTeam, likeness = () => ({})) =>
  Array.from({ length: teams }, () => ({
    id: uuidv7(),
    agents: Array.from({ length: agentsPerTeam }, (_, number) => ({ id: uuidv7(), ...likeness(number) })),
  }));

/** A new request of a customer, as an event. @param {number} number names the customer */
export function chatRequested(teamId, number) {
  const chatId = uuidv7();
  return createEvent('chat.requested', {
    source: 'intake',
    subject: chatId,
    key: teamId,
    teamId,
    data: {
      chatId,
      teamId,
      customer: { id: `customer-${number}`, name: `Customer ${number}` },
      firstMessage: 'Hello, my parcel has not arrived.',
      requestedAt: new Date().toISOString(),
    },
  });
}

/** The customer of a chat leaves; one in progress ends with it. */
export const chatCancelled = (teamId, chatId) =>
  createEvent('chat.cancelled', {
    source: 'intake',
    subject: chatId,
    key: teamId,
    teamId,
    data: { chatId, teamId, reason: 'customer left' },
  });

/** Requests one after the other, the teams in turn. */
export function requestSource(teams) {
  let number = 0;
  const next = () => chatRequested(teams[number % teams.length].id, number++);
  return { next, take: (count) => Array.from({ length: count }, next) };
}

export const teamConfigured = (teamId, version, defaultCapacity) =>
  createEvent('team.configured', {
    source: 'settings',
    subject: teamId,
    key: teamId,
    teamId,
    data: {
      id: teamId,
      name: 'Bench',
      version,
      timeZone: 'UTC',
      locale: 'en',
      method: 'automatic',
      strategy: 'least-assigned',
      defaultCapacity,
      graceSeconds: 60,
      afterGrace: 'keep',
      hours: [],
      holidays: [],
      leftMessage: { outsideHours: false, nobodyAvailable: false },
      removed: false,
    },
  });

export const beat = (instanceId = 'bench') =>
  createEvent('presence.beat', {
    source: 'notification',
    subject: instanceId,
    key: instanceId,
    teamId: '',
    data: { instanceId, at: new Date().toISOString() },
  });

/** An event as a message for kafkajs. */
export const toMessage = (event) => ({ key: event.partitionkey, ...encodeEvent(event) });
