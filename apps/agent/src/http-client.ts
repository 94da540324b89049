import { refusalOf } from '@switchboard/client';
import { Fault, lineOf } from './fault';

const timeoutMs = 15_000;

/** JSON over HTTP with the session's token. */
export class HttpClient {
  constructor(
    readonly url: string,
    public token = '',
  ) {}

  /** @throws Refused for an error answer, Fault when there is none */
  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.fetch(method, path, body);
    if (!response.ok) throw await refusalOf(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  private async fetch(method: string, path: string, body: unknown): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (this.token !== '') headers['authorization'] = `Bearer ${this.token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await fetch(`${this.url}${path}`, { method, headers, signal, ...content });
    } catch (error) {
      throw new Fault(`${this.url} does not answer (${lineOf(error)})`, { cause: error });
    }
  }
}
