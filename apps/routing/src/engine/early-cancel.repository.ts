import { Injectable } from '@nestjs/common';
import { plainArray, rowsOf } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import type { TeamOutcome } from './work';

/** Cancels that came before their request: kept until the request comes, or pruned once it cannot come any more. */
@Injectable()
export class EarlyCancelRepository {
  async write(tx: EntityManager, outcomes: readonly TeamOutcome[]): Promise<void> {
    const remembered: { teamId: string; chatId: string; reason: string | null }[] = [];
    const consumed: string[] = [];
    for (const { load, decided } of outcomes) {
      for (const d of decided.decisions) {
        if (d.kind === 'cancel-remembered') {
          remembered.push({ teamId: load.team.id, chatId: d.chatId, reason: d.reason ?? null });
        } else if (d.kind === 'ended' && d.request) consumed.push(d.chatId);
      }
    }
    if (remembered.length > 0) {
      await tx.query(
        `INSERT INTO early_cancel (team_id, chat_id, reason) SELECT * FROM ${rowsOf(1, 'uuid, uuid, text')}
         ON CONFLICT DO NOTHING`,
        [remembered.map((r) => r.teamId), remembered.map((r) => r.chatId), remembered.map((r) => r.reason)],
      );
    }
    if (consumed.length > 0) {
      await tx.query(`DELETE FROM early_cancel WHERE chat_id = ANY($1::uuid[])`, [plainArray(consumed)]);
    }
  }
}
