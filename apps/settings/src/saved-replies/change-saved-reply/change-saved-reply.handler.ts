import { Injectable } from '@nestjs/common';
import type { ChangeSavedReplyBody, SavedReply } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { withChanges } from '../../shared/changes';
import { assertVersion } from '../../shared/versions';
import { SavedReplyRepository } from '../saved-reply.repository';

/** Changes or removes a saved reply. */
@Injectable()
export class ChangeSavedReply {
  constructor(
    private readonly transactions: Transactions,
    private readonly savedReplies: SavedReplyRepository,
  ) {}

  /**
   * @param expected the version that the caller has read
   * Throws Problem SAVED_REPLY.NOT_FOUND, SAVED_REPLY.VERSION_CONFLICT or SAVED_REPLY.SHORTCUT_TAKEN.
   */
  execute(
    teamId: string,
    id: string,
    changes: Omit<ChangeSavedReplyBody, 'version'>,
    expected: number,
  ): Promise<SavedReply> {
    return this.transactions.runWithRetry(async (tx) => {
      const current = await this.savedReplies.lock(tx, teamId, id);
      assertVersion(expected, current.version, 'SAVED_REPLY.VERSION_CONFLICT');
      const next = withChanges(current, changes);
      if (!next) return current;
      await this.savedReplies.save(tx, next);
      return next;
    });
  }

  /**
   * @param expected the version that the caller has read; undefined removes whatever is there
   * Throws Problem SAVED_REPLY.NOT_FOUND or SAVED_REPLY.VERSION_CONFLICT.
   */
  remove(teamId: string, id: string, expected: number | undefined): Promise<void> {
    return this.transactions.runWithRetry(async (tx) => {
      const current = await this.savedReplies.lock(tx, teamId, id);
      assertVersion(expected, current.version, 'SAVED_REPLY.VERSION_CONFLICT');
      await this.savedReplies.delete(tx, current);
    });
  }
}
