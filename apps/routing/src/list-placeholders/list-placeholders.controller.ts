import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listQuery, placeholders, uuid } from '@switchboard/contracts';
import { decodeCursor, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { instant } from '../engine/instant';

class PlaceholdersQuery extends createZodDto(listQuery) {}
class PlaceholderList extends createZodDto(placeholders) {}

interface Row {
  teamId: string;
  waiting: number;
  since: string;
}

@ApiTags('operation')
@Controller('api/v1/routing/placeholders')
export class ListPlaceholdersController {
  constructor(private readonly dataSource: DataSource) {}

  /** A typo upstream, or a team whose settings have not arrived: an operator sees which. */
  @Get()
  @Roles('operator')
  @ApiOperation({ summary: 'Teams that were named and are not configured, with how many chats wait for them' })
  @ApiOkResponse({ type: PlaceholderList })
  async list(@Query() { limit, cursor }: PlaceholdersQuery): Promise<PlaceholderList> {
    const after = cursor === undefined ? null : decodeCursor(cursor, uuid);
    const rows = await this.dataSource.query<Row[]>(
      `SELECT id AS "teamId", waiting, ${instant('created_at')} AS since FROM team
       WHERE version = 0 AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
      [after, limit + 1],
    );
    return toPage(
      rows,
      limit,
      (row) => row.teamId,
      (row) => row,
    );
  }
}
