import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import { NO_RULES, type TeamRules } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { rulesOf } from './team-rules';

interface Known {
  readonly version: number;
  readonly rules: TeamRules;
}

/** Rules of teams by their version, parsed once: the text of the settings is not read again with every batch. */
@Injectable()
export class TeamRulesRepository {
  private readonly known = new Map<string, Known>();

  /** The rules of teams whose rows this transaction has locked: team id → rules. */
  async of(tx: EntityManager, teams: readonly { id: string; version: number }[]): Promise<Map<string, TeamRules>> {
    const missing = teams.filter(({ id, version }) => version > 0 && this.known.get(id)?.version !== version);
    if (missing.length > 0) await this.read(tx, missing);
    return new Map(teams.map(({ id, version }) => [id, version === 0 ? NO_RULES : this.rulesOf(id)]));
  }

  private rulesOf(id: string): TeamRules {
    return this.known.get(id)?.rules ?? NO_RULES;
  }

  private async read(tx: EntityManager, teams: readonly { id: string; version: number }[]): Promise<void> {
    const sql = 'SELECT id, version, settings FROM team WHERE id = ANY($1::uuid[])';
    const ids = teams.map(({ id }) => id);
    for (const row of await tx.query<{ id: string; version: number; settings: string | null }[]>(sql, [ids])) {
      const settings = row.settings === null ? undefined : (JSON.parse(row.settings) as EventData<'team.configured'>);
      this.known.set(row.id, { version: row.version, rules: settings ? rulesOf(settings) : NO_RULES });
    }
  }
}
