import { Controller, Get, HttpCode, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ServiceName } from '@switchboard/contracts';
import { Roles } from '@switchboard/runtime';
import { DeadLetters } from './dead-letters';
import { DeadLetterList, DeadLetterListQuery, RedrivenDeadLetter } from './dead-letters.dto';

/** The routes of one service; a class of its own, since the address names the service. */
export function deadLettersController(service: ServiceName): Type {
  @ApiTags('dead letters')
  @Roles('operator')
  @Controller(`api/v1/${service}/dead-letters`)
  class DeadLettersController {
    constructor(private readonly deadLetters: DeadLetters) {}

    @Get()
    @ApiOperation({ summary: 'Messages that a consumer of this service could not use, newest first' })
    @ApiOkResponse({ type: DeadLetterList })
    list(@Query() query: DeadLetterListQuery): Promise<DeadLetterList> {
      return this.deadLetters.list(query.limit, query.cursor);
    }

    @Post(':id/redrive')
    @HttpCode(200)
    @ApiOperation({ summary: "Runs the letter's own consumer once more; repeating it changes nothing" })
    @ApiOkResponse({ type: RedrivenDeadLetter })
    redrive(@Param('id') id: string): Promise<RedrivenDeadLetter> {
      return this.deadLetters.redrive(id);
    }
  }
  return DeadLettersController;
}
