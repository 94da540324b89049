import { session } from '@switchboard/contracts';
import { readEnvironment } from '@switchboard/runtime';
import { z } from 'zod';
import { operatorEnvironment } from '../settings.env';
import { type Arguments, checked, required, UsageError } from './arguments';

const serviceName = z.enum(['intake', 'settings', 'routing', 'notification']);
const problem = z.object({ code: z.string(), title: z.string(), detail: z.string().optional() });

/** `dead-letters` lists, `redrive ID` runs one again; both as an operator over HTTP. Throws UsageError in one line. */
export const operatorCommands: Record<string, (o: Arguments) => Promise<unknown>> = {
  'dead-letters': ({ values }) => {
    const limit = values.limit === undefined ? '' : `?limit=${encodeURIComponent(values.limit)}`;
    return asOperator(values, 'GET', `/dead-letters${limit}`);
  },
  redrive: ({ values, rest: [id] }) => {
    if (id === undefined) throw new UsageError('the id of the dead letter is missing');
    return asOperator(values, 'POST', `/dead-letters/${encodeURIComponent(id)}/redrive`);
  },
};

async function asOperator(values: Arguments['values'], method: string, path: string): Promise<unknown> {
  const { service } = checked(z.object({ service: serviceName }), { service: required(values, 'service') });
  const env = readEnvironment(operatorEnvironment);
  const token = await logIn(env);
  const url = new URL(`/api/v1/${service}${path}`, values.url ?? env.PUBLIC_URL);
  return request(url, { method, headers: { authorization: `Bearer ${token}` } });
}

async function logIn(env: z.output<typeof operatorEnvironment>): Promise<string> {
  const body = JSON.stringify({
    email: env.SWITCHBOARD_OPERATOR_EMAIL,
    password: env.SWITCHBOARD_OPERATOR_PASSWORD,
    client: 'admin',
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await request(new URL('/api/v1/settings/sessions', env.PUBLIC_URL), { method: 'POST', headers, body });
  return session.parse(answer).token;
}

async function request(url: URL, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
    throw new UsageError(`${url.origin} cannot be reached`, { cause });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const { data } = problem.safeParse(body);
  throw new UsageError(data ? `${data.code}: ${data.detail ?? data.title}` : `${url.href} answered ${response.status}`);
}
