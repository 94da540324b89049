import { Injectable } from '@nestjs/common';
import type { RoutingChat } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';
import { withoutPlace } from '../http/queue-place';
import { ChatViewsRepository } from './chat-views.repository';

@Injectable()
export class ChatsReader {
  constructor(private readonly views: ChatViewsRepository) {}

  /** The chat of this team. Throws 404 for any other: whether it exists elsewhere is nobody's business. */
  async read(teamId: string, chatId: string): Promise<RoutingChat> {
    const view = await this.views.find(teamId, chatId);
    if (!view) throw new Problem('CHAT.NOT_FOUND');
    return withoutPlace(view);
  }
}
