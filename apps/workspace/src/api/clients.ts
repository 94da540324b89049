import { refusalOf, type Refused } from '@switchboard/client';
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
 * The server has refused this credential. Resolves with whether there is another one of the same person to ask with;
 * rejects with Refused or Unreachable when that cannot be known now.
 */
export type ReplaceCredential = (refused: string) => Promise<boolean>;

/**
 * The services' clients for one credential. Every call rejects with `Refused` for an error answer and with `Unreachable`
 * when there is none, so that an answer is always the one that the document promises. What is refused for its credential
 * is asked once more where `replace` has another.
 */
export function clientsFor(credential: () => string | undefined, replace?: ReplaceCredential): Clients {
  const again = new WeakMap<Request, { refused: string; request: Request }>();
  const asking: Middleware = {
    onRequest({ request }) {
      const token = credential();
      if (token === undefined) return;
      request.headers.set('authorization', `Bearer ${token}`);
      // What was sent has no body any more.
      if (replace) again.set(request, { refused: token, request: request.clone() });
    },
    async onResponse({ request, response }) {
      hearServerTime(response.headers.get('date'));
      if (response.ok) return response;
      const refusal = await refusalOf(response);
      const second = again.get(request);
      if (!isOfCredential(refusal) || !second || !(await replace?.(second.refused))) throw refusal;
      second.request.headers.set('authorization', `Bearer ${credential()}`);
      const answer = await fetch(second.request).catch(unreachable);
      if (!answer.ok) throw await refusalOf(answer);
      return answer;
    },
    onError: ({ error }) => unreachable(error),
  };
  const intake = createClient<IntakePaths>();
  const routing = createClient<RoutingPaths>();
  const settings = createClient<SettingsPaths>();
  for (const client of [intake, routing, settings]) client.use(asking);
  return { intake, routing, settings };
}

/** A wrong password says nothing about the credential that it is asked for beside. */
const isOfCredential = ({ status, problem }: Refused): boolean =>
  status === 401 && problem.code !== 'AUTH.INVALID_CREDENTIALS';

function unreachable(cause: unknown): never {
  throw new Unreachable('The server does not answer', { cause });
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

type ReadPage<T> = (query: { limit: number; cursor?: string }) => Promise<{ data?: Page<T> }>;

/** All items of a list that comes in pages of at most 200. */
export const everyItem = async <T>(page: ReadPage<T>): Promise<T[]> => (await itemsUpTo(Infinity, page)).items;

/** The first items of such a list, about as many as that, and whether these are all. */
export async function itemsUpTo<T>(atMost: number, page: ReadPage<T>): Promise<{ items: T[]; areAll: boolean }> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const answer: Page<T> = await bodyOf(page({ limit: 200, ...(cursor === null ? {} : { cursor }) }));
    items.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null && items.length < atMost);
  return { items, areAll: cursor === null };
}
