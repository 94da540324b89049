import { createAgentBody, createChannelBody, createTeamBody, email, newPassword, uuid } from '@switchboard/contracts';
import { readEnvironment } from '@switchboard/runtime';
import { z } from 'zod';
import { rotateSigningKey } from '../sessions/signing-keys';
import { addressEnvironment } from '../settings.env';
import { type Arguments, checked, listOption, required } from './arguments';
import type { UseCases } from './use-cases';

/** What a command has to tell; printed as lines or as JSON. */
export type Result = Record<string, unknown>;
export type DatabaseCommand = (
  useCases: UseCases,
  values: Arguments['values'],
  password: string | undefined,
) => Promise<Result>;

const operatorBody = z.object({ email, name: z.string().min(1).max(200), password: newPassword.optional() });

async function createOperator(useCases: UseCases, values: Arguments['values'], password?: string): Promise<Result> {
  const address = required(values, 'email');
  const body = checked(operatorBody, { email: address, name: values.name ?? address, password });
  const { id, initialPassword } = await useCases.createOperator.execute({ ...body, password: body.password });
  return { operator: id, email: body.email, password: initialPassword };
}

async function createTeam(useCases: UseCases, values: Arguments['values'], password?: string): Promise<Result> {
  const address = required(values, 'manager-email');
  const body = {
    name: required(values, 'name'),
    timeZone: values['time-zone'],
    method: values.method,
    strategy: values.strategy,
    manager: { email: address, name: values['manager-name'] ?? address, password },
  };
  const optionOf = { timeZone: 'time-zone', 'manager.email': 'manager-email', 'manager.name': 'manager-name' } as const;
  const { team, manager } = await useCases.createTeam.execute(checked(createTeamBody, body, optionOf));
  return { team: team.id, manager: manager.id, email: manager.email, password: manager.initialPassword };
}

async function createAgent(useCases: UseCases, values: Arguments['values'], password?: string): Promise<Result> {
  const body = {
    name: required(values, 'name'),
    email: required(values, 'email'),
    password,
    roles: listOption(values.roles),
    capacity: values.capacity === undefined ? undefined : Number(values.capacity),
  };
  const agent = await useCases.createAgent.execute(teamOption(values), checked(createAgentBody, body));
  return { agent: agent.id, team: agent.teamId, email: agent.email, password: agent.initialPassword };
}

/** As in the Team manager, a new channel allows Switchboard's own address: its pages for customers call from there. */
async function createChannel(useCases: UseCases, values: Arguments['values']): Promise<Result> {
  const { origin } = new URL(readEnvironment(addressEnvironment).PUBLIC_URL);
  const input = { name: required(values, 'name'), allowedOrigins: [origin, ...(listOption(values.origins) ?? [])] };
  const body = checked(createChannelBody, input, { allowedOrigins: 'origins' });
  const { channel, secretKey, publishableKey } = await useCases.createChannel.execute(teamOption(values), body);
  const origins = channel.allowedOrigins.join(',');
  return { channel: channel.id, team: channel.teamId, origins, secretKey, publishableKey };
}

async function rotate({ transactions }: UseCases): Promise<Result> {
  return { key: await rotateSigningKey(transactions), note: 'published now, signs in two minutes' };
}

function teamOption(values: Arguments['values']): string {
  return checked(z.object({ team: uuid }), { team: required(values, 'team') }).team;
}

export const databaseCommands: Record<string, DatabaseCommand> = {
  'create-operator': createOperator,
  'create-team': createTeam,
  'create-agent': createAgent,
  'create-channel': createChannel,
  'rotate-signing-key': rotate,
};
