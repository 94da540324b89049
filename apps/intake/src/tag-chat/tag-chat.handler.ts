import { Injectable } from '@nestjs/common';
import { type ChatTags, TAGS_MAX } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import { ChatRepository } from '../show-chat/chat.repository';
import { tagKey } from './tag-key';
import { TagRepository } from './tag.repository';

@Injectable()
export class TagChatHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly chats: ChatRepository,
    private readonly tags: TagRepository,
  ) {}

  /**
   * Gives the chat a tag; one that it has already, in whatever case, stays as it is.
   * @throws Problem CHAT.NOT_FOUND, CHAT.TOO_MANY_TAGS
   */
  add(teamId: string, chatId: string, tag: string): Promise<ChatTags> {
    return this.change(teamId, chatId, async (tx) => {
      const known = await this.tags.ofChat(tx, chatId);
      if (known.has(tagKey(tag))) return;
      if (known.size >= TAGS_MAX) throw new Problem('CHAT.TOO_MANY_TAGS', { field: 'tag' });
      await this.tags.add(tx, teamId, chatId, tag);
    });
  }

  /**
   * Takes a tag from the chat, if it has it.
   * @throws Problem CHAT.NOT_FOUND
   */
  remove(teamId: string, chatId: string, tag: string): Promise<ChatTags> {
    return this.change(teamId, chatId, (tx) => this.tags.remove(tx, chatId, tag));
  }

  /** Under the chat's lock, so that two agents who add tags at once do not pass the limit together. */
  private change(teamId: string, chatId: string, work: (tx: EntityManager) => Promise<void>): Promise<ChatTags> {
    return this.transactions.run(async (tx) => {
      if (!(await this.chats.lock(tx, teamId, chatId))) throw new Problem('CHAT.NOT_FOUND');
      await work(tx);
      return { tags: [...(await this.tags.ofChat(tx, chatId)).values()] };
    });
  }
}
