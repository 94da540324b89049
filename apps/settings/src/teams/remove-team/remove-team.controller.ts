import { Controller, Delete, HttpCode, Param, Query, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idParams, removeQuery } from '@switchboard/contracts';
import { Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { ApiIfMatch, IfMatch } from '../../shared/versions';
import { RemoveTeam } from './remove-team.handler';

class TeamParamsDto extends createZodDto(idParams) {}
class RemoveQueryDto extends createZodDto(removeQuery) {}

@ApiTags('teams')
@Controller('api/v1/settings/teams/:id')
@UseGuards(CurrentAccountGuard)
export class RemoveTeamController {
  constructor(private readonly removeTeam: RemoveTeam) {}

  /** Removes the team for good, with its agents, channels and keys. */
  @Delete()
  @HttpCode(204)
  @Roles('operator')
  @ApiOperation({ summary: 'Removes a team; its requests are refused from then on' })
  @ApiIfMatch()
  @ApiNoContentResponse()
  remove(
    @Param() { id }: TeamParamsDto,
    @Query() { version }: RemoveQueryDto,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<void> {
    return this.removeTeam.execute(id, version ?? ifMatch);
  }
}
