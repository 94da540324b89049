import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idParams, listOf, listQuery, type TeamSettings, teamSettings, uuid } from '@switchboard/contracts';
import { type AccountPrincipal, CurrentPrincipal, decodeCursor, type Page, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { assertOwnTeam } from '../../shared/team-of';
import { toTeamSettings } from '../team';
import { TeamRepository } from '../team.repository';

class TeamDto extends createZodDto(teamSettings) {}
class TeamsDto extends createZodDto(listOf(teamSettings)) {}
class TeamsQueryDto extends createZodDto(listQuery) {}
class TeamParamsDto extends createZodDto(idParams) {}

@ApiTags('teams')
@Controller('api/v1/settings/teams')
@UseGuards(CurrentAccountGuard)
export class ShowTeamsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly teams: TeamRepository,
  ) {}

  /** All teams, in the order of their ids. */
  @Get()
  @Roles('operator')
  @ApiOperation({ summary: 'All teams' })
  @ApiOkResponse({ type: TeamsDto })
  async list(@Query() { limit, cursor }: TeamsQueryDto): Promise<Page<TeamSettings>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, uuid);
    const rows = await this.teams.page(this.dataSource.manager, after, limit + 1);
    return toPage(rows, limit, ({ id }) => id, toTeamSettings);
  }

  /** One's own team; any team for an operator. */
  @Get(':id')
  @Roles('operator', 'manager')
  @ApiOperation({ summary: "One's own team; any team for an operator" })
  @ApiOkResponse({ type: TeamDto })
  async show(@Param() { id }: TeamParamsDto, @CurrentPrincipal() principal: AccountPrincipal): Promise<TeamSettings> {
    if (!principal.roles.includes('operator')) assertOwnTeam(principal, id);
    return toTeamSettings(await this.teams.get(this.dataSource.manager, id));
  }
}
