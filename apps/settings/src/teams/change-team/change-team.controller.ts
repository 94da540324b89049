import { Body, Controller, Param, Patch, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { changeTeamBody, idParams, type TeamSettings, teamSettings } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { assertOwnTeam } from '../../shared/team-of';
import { ApiIfMatch, IfMatch, requiredVersion } from '../../shared/versions';
import { ChangeTeam } from './change-team.handler';

class TeamDto extends createZodDto(teamSettings) {}
class ChangeTeamDto extends createZodDto(changeTeamBody) {}
class TeamParamsDto extends createZodDto(idParams) {}

@ApiTags('teams')
@Controller('api/v1/settings/teams/:id')
@UseGuards(CurrentAccountGuard)
export class ChangeTeamController {
  constructor(private readonly changeTeam: ChangeTeam) {}

  /** Changes the fields that are given. Needs the version that was read, in the body or as If-Match. */
  @Patch()
  @Roles('manager')
  @ApiOperation({ summary: "Changes the team's settings, the routing method for one; only what is sent" })
  @ApiIfMatch()
  @ApiOkResponse({ type: TeamDto })
  change(
    @Param() { id }: TeamParamsDto,
    @Body() { version, ...changes }: ChangeTeamDto,
    @CurrentPrincipal() principal: Principal,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<TeamSettings> {
    assertOwnTeam(principal, id);
    return this.changeTeam.execute(id, changes, requiredVersion(version, ifMatch));
  }
}
