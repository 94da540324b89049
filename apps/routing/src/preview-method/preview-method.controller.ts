import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { methodPreview, methodPreviewQuery } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { memberOf } from '../http/team-of';
import { preview } from './preview';
import { PreviewRepository } from './preview.repository';

class PreviewQuery extends createZodDto(methodPreviewQuery) {}
class PreviewDto extends createZodDto(methodPreview) {}

@ApiTags('team')
@Controller('api/v1/routing/method-preview')
export class PreviewMethodController {
  constructor(private readonly teams: PreviewRepository) {}

  /** For the dialog that switches the method: who of the waiting would be assigned now, and to whom. Changes nothing. */
  @Get()
  @Roles('manager')
  @ApiOperation({ summary: 'What a switch of the routing method would do right now' })
  @ApiOkResponse({ type: PreviewDto })
  async preview(
    @CurrentPrincipal() principal: Principal,
    @Query() { method, strategy }: PreviewQuery,
  ): Promise<PreviewDto> {
    const snapshot = await this.teams.read(memberOf(principal).teamId);
    if (!snapshot) throw new Problem('TEAM.NOT_FOUND');
    return preview(snapshot, method, strategy ?? snapshot.team.strategy);
  }
}
