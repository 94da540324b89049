import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class MemberRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether settings have told that the account is no active member of the team (any more); one not heard of yet is. */
  async hasLeft(accountId: string, teamId: string): Promise<boolean> {
    const rows: { gone: boolean }[] = await this.dataSource.query(
      'SELECT removed OR NOT active OR team_id <> $2 AS gone FROM agent WHERE id = $1',
      [accountId, teamId],
    );
    return rows[0]?.gone === true;
  }
}
