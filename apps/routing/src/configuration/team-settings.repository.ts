import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';

/** The whole settings of a team as they came: routing must not have to ask for what it will need of them later. */
@Injectable()
export class TeamSettingsRepository {
  /** For a version that was just accepted, under the team's lock. */
  async save(tx: EntityManager, settings: EventData<'team.configured'>): Promise<void> {
    await tx.query('UPDATE team SET settings = $2 WHERE id = $1', [settings.id, JSON.stringify(settings)]);
  }
}
