import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createTeamBody, type CreatedTeam, createdTeam } from '@switchboard/contracts';
import { Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { CreateTeam } from './create-team.handler';

class CreateTeamDto extends createZodDto(createTeamBody) {}
class CreatedTeamDto extends createZodDto(createdTeam) {}

@ApiTags('teams')
@Controller('api/v1/settings/teams')
@UseGuards(CurrentAccountGuard)
export class CreateTeamController {
  constructor(private readonly createTeam: CreateTeam) {}

  /** Creates a team with its first manager, whose generated password is answered here and never again. */
  @Post()
  @Roles('operator')
  @ApiOperation({ summary: 'Adds a team with its first manager' })
  @ApiCreatedResponse({ type: CreatedTeamDto })
  create(@Body() body: CreateTeamDto): Promise<CreatedTeam> {
    return this.createTeam.execute(body);
  }
}
