import { Injectable } from '@nestjs/common';
import { plainArray } from '@switchboard/persistence';
import type { Chat, Deadline } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { type ChatRow, KNOWN_CHATS, OWNED_CHATS, toChat, WAITING_CHATS } from './chat-rows';
import { DEADLINES } from './deadline-rows';
import type { LoadPlan } from './load-plan';
import { Pairs } from './pairs';

export interface KnownChats {
  readonly chats: Map<string, Chat>;
  /** Team id → chat id → reason. */
  readonly cancels: Map<string, Map<string, string | undefined>>;
}

/** Reads the chats that commands need. */
@Injectable()
export class ChatLoadsRepository {
  /** Chats that commands name, of whatever team, and the cancels that came before their requests. */
  async named(tx: EntityManager, ids: readonly string[]): Promise<KnownChats> {
    const chats = new Map<string, Chat>();
    const cancels = new Map<string, Map<string, string | undefined>>();
    if (ids.length === 0) return { chats, cancels };
    for (const row of await tx.query<ChatRow[]>(KNOWN_CHATS, [plainArray(ids)])) {
      if (row.state !== 'early_cancel') {
        chats.set(row.id, toChat(row));
        continue;
      }
      const ofTeam = cancels.get(row.teamId) ?? new Map<string, string | undefined>();
      cancels.set(row.teamId, ofTeam.set(row.id, row.reason ?? undefined));
    }
    return { chats, cancels };
  }

  /** All chats of the agents who may lose theirs. */
  async owned(tx: EntityManager, plans: readonly LoadPlan[]): Promise<Chat[]> {
    const wanted = new Pairs();
    for (const { locked, leaving } of plans) for (const id of leaving) wanted.add(locked.team.id, id);
    if (wanted.isEmpty) return [];
    return (await tx.query<ChatRow[]>(OWNED_CHATS, wanted.parameters)).map(toChat);
  }

  /** The oldest of the queue. */
  async waiting(tx: EntityManager, teamId: string, limit: number): Promise<Chat[]> {
    if (limit === 0) return [];
    return (await tx.query<ChatRow[]>(WAITING_CHATS, [teamId, limit])).map(toChat);
  }

  /** The deadlines that commands name, as they stand; each belongs to one team. */
  async deadlines(tx: EntityManager, plans: readonly LoadPlan[]): Promise<Map<string, Deadline[]>> {
    const found = new Map<string, Deadline[]>();
    for (const { locked, deadlines } of plans) {
      if (deadlines.length === 0) continue;
      const kinds = deadlines.map(({ kind }) => kind);
      const subjects = deadlines.map(({ subjectId }) => subjectId);
      found.set(locked.team.id, await tx.query<Deadline[]>(DEADLINES, [locked.team.id, kinds, subjects]));
    }
    return found;
  }
}
