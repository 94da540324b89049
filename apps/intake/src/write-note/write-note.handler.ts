import { Injectable } from '@nestjs/common';
import type { ChatNote, WriteNoteBody } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import { NoteRepository } from '../list-notes/note.repository';
import { ChatRepository } from '../show-chat/chat.repository';

export interface Written {
  readonly note: ChatNote;
  /** False for a repetition of what had been written before. */
  readonly isNew: boolean;
}

@Injectable()
export class WriteNoteHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly chats: ChatRepository,
    private readonly notes: NoteRepository,
  ) {}

  /**
   * Adds a note about the chat, or finds the one that it repeats. Notes stand side by side, so nothing is locked.
   * @throws Problem CHAT.NOT_FOUND, NOTE.CONFLICT
   */
  async write(teamId: string, chatId: string, author: ChatNote['author'], body: WriteNoteBody): Promise<Written> {
    return this.transactions.run(async (tx) => {
      if (!(await this.chats.find(tx, teamId, chatId))) throw new Problem('CHAT.NOT_FOUND');
      const note = await this.notes.insert(tx, { ...body, chatId, author });
      return note ? { note, isNew: true } : { note: await this.repeated(tx, chatId, author, body), isNew: false };
    });
  }

  private async repeated(
    tx: EntityManager,
    chatId: string,
    author: ChatNote['author'],
    { noteId, text }: WriteNoteBody,
  ): Promise<ChatNote> {
    const known = await this.notes.find(tx, chatId, noteId);
    if (known?.text !== text || known.author.id !== author.id) throw new Problem('NOTE.CONFLICT', { field: 'noteId' });
    return known;
  }
}
