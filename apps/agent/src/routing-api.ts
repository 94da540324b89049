import type { LeftMessage, RoutingAgent, RoutingChat, RoutingDecision } from '@switchboard/contracts';
import type { HttpClient } from './http-client';

export type Availability = 'available' | 'busy' | 'hidden';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const base = '/api/v1/routing';

/** What an agent does at routing. All reject with Refused or Fault. */
export class RoutingApi {
  constructor(private readonly http: HttpClient) {}

  /** All chats of the team in this state, oldest first. */
  chats(state: 'waiting' | 'in_progress'): Promise<RoutingChat[]> {
    return this.all(`${base}/chats?state=${state}`);
  }

  chat(chatId: string): Promise<RoutingChat> {
    return this.http.send('GET', `${base}/chats/${chatId}`);
  }

  agents(): Promise<RoutingAgent[]> {
    return this.all(`${base}/agents?`);
  }

  /** The left messages that are not closed, oldest first. */
  messages(): Promise<LeftMessage[]> {
    return this.all(`${base}/messages?`);
  }

  /** What was decided about the chat, oldest first. */
  decisions(chatId: string): Promise<RoutingDecision[]> {
    return this.all(`${base}/chats/${chatId}/decisions?`);
  }

  async setAvailability(availability: Availability): Promise<void> {
    await this.http.send('PUT', `${base}/agents/me/availability`, { availability });
  }

  async claim(chatId: string): Promise<void> {
    await this.http.send('POST', `${base}/chats/${chatId}/claim`);
  }

  async end(chatId: string): Promise<void> {
    await this.http.send('POST', `${base}/chats/${chatId}/end`, {});
  }

  async transfer(chatId: string, agentId: string): Promise<void> {
    await this.http.send('POST', `${base}/chats/${chatId}/transfer`, { agentId });
  }

  async requeue(chatId: string): Promise<void> {
    await this.http.send('POST', `${base}/chats/${chatId}/requeue`);
  }

  takeMessage(chatId: string): Promise<LeftMessage> {
    return this.http.send('POST', `${base}/messages/${chatId}/take`);
  }

  async closeMessage(chatId: string, note: string): Promise<void> {
    await this.http.send('POST', `${base}/messages/${chatId}/close`, { note });
  }

  private async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<T> = await this.http.send('GET', `${path}&limit=200${next}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }
}
