import { Controller } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import { type Batch, Consumes } from '@switchboard/messaging';
import { FeedRepository } from '../customer-stream/feed.repository';
import { NoteRepository } from '../list-notes/note.repository';
import { toIntakeChat } from '../show-chat/chat.repository';
import { AssignmentRepository, type NewAssignment } from './assignment.repository';
import { factOf } from './lifecycle-fact';
import { follow } from './lifecycle';
import { type KnownChat, LifecycleRepository } from './lifecycle.repository';

/** Follows what routing says about each chat, in whatever order it arrives, and tells the customer how it stands. */
@Controller()
export class FollowLifecycleConsumer {
  constructor(
    private readonly chats: LifecycleRepository,
    private readonly assignments: AssignmentRepository,
    private readonly notes: NoteRepository,
    private readonly feeds: FeedRepository,
  ) {}

  @Consumes('intake.lifecycle')
  async handle(batch: Batch<'intake.lifecycle'>): Promise<void> {
    const { messages, tx } = batch;
    const known = await this.chats.lock(
      tx,
      new Map(messages.map(({ event }) => [event.data.chatId, event.data.teamId])),
    );
    const { changed, assigned, closed } = told(batch, known);
    const written = await this.chats.write(tx, changed);
    await this.assignments.record(tx, assigned);
    await this.notes.insertSessionNotes(tx, closed);
    await this.feeds.append(
      tx,
      written.map((chat) => ({ chatId: chat.id, chat: toIntakeChat(chat) })),
    );
  }
}

interface Told {
  /** The chats of which the events tell something new, as they stand after all of them. */
  readonly changed: KnownChat[];
  readonly assigned: NewAssignment[];
  readonly closed: EventData<'message.closed'>[];
}

function told(batch: Batch<'intake.lifecycle'>, known: ReadonlyMap<string, KnownChat>): Told {
  const changed = new Map<string, KnownChat>();
  const assigned: NewAssignment[] = [];
  const closed: EventData<'message.closed'>[] = [];
  for (const message of batch.messages) {
    const { chatId, teamId } = message.event.data;
    const chat = changed.get(chatId) ?? known.get(chatId);
    const { teamseq } = message.event;
    if (teamseq === undefined) batch.refuse(message, 'EVENT.NO_TEAMSEQ', 'teamseq is missing: the order is unknown');
    else if (chat?.teamId !== teamId) batch.refuse(message, 'CHAT.CONFLICT', `chat ${chatId} is of another team`);
    else {
      if (message.topic === 'chat.assigned') assigned.push({ data: message.event.data, teamSeq: teamseq });
      if (message.topic === 'message.closed') closed.push(message.event.data);
      const lifecycle = follow(chat.lifecycle, factOf(message, teamseq));
      if (lifecycle !== chat.lifecycle) changed.set(chatId, { ...chat, lifecycle });
    }
  }
  return { changed: [...changed.values()], assigned, closed };
}
