import { Injectable } from '@nestjs/common';
import { type CreateSavedReplyBody, type SavedReply, SAVED_REPLIES_MAX, uuidv7 } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import { TeamRepository } from '../../teams/team.repository';
import { SavedReplyRepository } from '../saved-reply.repository';

/** Adds a saved reply to a team. No event: only the web app reads them. */
@Injectable()
export class CreateSavedReply {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly savedReplies: SavedReplyRepository,
  ) {}

  /** Throws Problem TEAM.NOT_FOUND, SAVED_REPLY.TOO_MANY or SAVED_REPLY.SHORTCUT_TAKEN. */
  execute(teamId: string, body: CreateSavedReplyBody): Promise<SavedReply> {
    const reply: SavedReply = { id: uuidv7(), teamId, version: 1, ...body };
    return this.transactions.run(async (tx) => {
      // Under the team's lock, so that two who add the last one are counted one after the other.
      await this.teams.lock(tx, teamId);
      if ((await this.savedReplies.count(tx, teamId)) >= SAVED_REPLIES_MAX) throw new Problem('SAVED_REPLY.TOO_MANY');
      await this.savedReplies.insert(tx, reply);
      return reply;
    });
  }
}
