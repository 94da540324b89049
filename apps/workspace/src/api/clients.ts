import { refusalOf } from '@switchboard/client';
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { hearServerTime } from '../text/server-time';
import type { paths as IntakePaths } from './generated/intake';
import type { paths as RoutingPaths } from './generated/routing';
import type { paths as SettingsPaths } from './generated/settings';

/** The server cannot be reached; whether it has seen the request is not known. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface Clients {
  intake: Client<IntakePaths>;
  routing: Client<RoutingPaths>;
  settings: Client<SettingsPaths>;
}

/**
 * The services' clients for one credential. Every call rejects with `Refused` for an error answer and with `Unreachable`
 * when there is none, so that an answer is always the one that the document promises.
 */
export function clientsFor(credential: () => string | undefined, onUnauthorized = (): void => undefined): Clients {
  const asking: Middleware = {
    onRequest({ request }) {
      const token = credential();
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    },
    async onResponse({ request, response }) {
      hearServerTime(response.headers.get('date'));
      if (response.ok) return;
      // Where the credential has changed meanwhile it is the former one that was refused.
      const isOfNow = request.headers.get('authorization') === `Bearer ${credential()}`;
      const refusal = await refusalOf(response);
      // A wrong password says nothing about the credential that it is asked for beside.
      const isPassword = refusal.problem.code === 'AUTH.INVALID_CREDENTIALS';
      if (response.status === 401 && isOfNow && !isPassword) onUnauthorized();
      throw refusal;
    },
    onError: ({ error }) => new Unreachable('The server does not answer', { cause: error }),
  };
  const intake = createClient<IntakePaths>();
  const routing = createClient<RoutingPaths>();
  const settings = createClient<SettingsPaths>();
  for (const client of [intake, routing, settings]) client.use(asking);
  return { intake, routing, settings };
}

/** The body of an answer that has one. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) throw new Unreachable('The answer has no content');
  return data;
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** All items of a list that comes in pages of at most 200. */
export async function everyItem<T>(
  page: (query: { limit: number; cursor?: string }) => Promise<{ data?: Page<T> }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const answer: Page<T> = await bodyOf(page({ limit: 200, ...(cursor === null ? {} : { cursor }) }));
    items.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return items;
}
