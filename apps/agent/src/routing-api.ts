import type { RoutingChat } from '@switchboard/contracts';
import type { HttpClient } from './http-client';

export type Availability = 'available' | 'busy' | 'hidden';

interface ChatPage {
  items: RoutingChat[];
  nextCursor: string | null;
}

/** What an agent does at routing. All reject with Refused or Fault. */
export class RoutingApi {
  constructor(private readonly http: HttpClient) {}

  /** All chats of the team in this state, oldest first. */
  async chats(state: 'waiting' | 'in_progress'): Promise<RoutingChat[]> {
    const chats: RoutingChat[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: ChatPage = await this.http.send('GET', `/api/v1/routing/chats?state=${state}&limit=200${next}`);
      chats.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return chats;
  }

  async setAvailability(availability: Availability): Promise<void> {
    await this.http.send('PUT', '/api/v1/routing/agents/me/availability', { availability });
  }

  async claim(chatId: string): Promise<void> {
    await this.http.send('POST', `/api/v1/routing/chats/${chatId}/claim`);
  }

  async end(chatId: string): Promise<void> {
    await this.http.send('POST', `/api/v1/routing/chats/${chatId}/end`, {});
  }
}
