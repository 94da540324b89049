import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

/** The channel on which a commit tells the instances; the payload is `<owner's id> <event as JSON>`. */
export const activityChannel = 'switchboard_notification_activity';

const TELL = `
  SELECT pg_notify($1, owner_id || ' ' || event)
  FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS told (team_id, chat_id, event) JOIN chat USING (team_id, chat_id)
  WHERE owner_id IS NOT NULL`;

@Injectable()
export class ActivityRepository {
  /** Tells the instances, at commit, what concerns the owner of a chat; what is about a chat without one ends here. */
  async tell(tx: EntityManager, events: readonly CloudEvent<'chat.activity'>[]): Promise<void> {
    if (events.length === 0) return;
    await tx.query(TELL, [
      activityChannel,
      events.map(({ data }) => data.teamId),
      events.map(({ data }) => data.chatId),
      events.map((event) => JSON.stringify(event)),
    ]);
  }
}
