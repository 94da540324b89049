import { Body, Controller, Ip, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Session, session, useSignInLinkBody } from '@switchboard/contracts';
import { Public } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { UseSignInLink } from './use-sign-in-link.handler';

class UseSignInLinkDto extends createZodDto(useSignInLinkBody) {}
class SessionDto extends createZodDto(session) {}

@ApiTags('sessions')
@Controller('api/v1/settings/sign-in-links/use')
export class UseSignInLinkController {
  constructor(private readonly useSignInLink: UseSignInLink) {}

  /** Sets the password of whom the link is for and logs in. The link is used up; earlier sessions of the account end. */
  @Post()
  @Public()
  @ApiOperation({ summary: 'Chooses a password by a link, once, and logs in' })
  @ApiCreatedResponse({ type: SessionDto })
  use(@Body() body: UseSignInLinkDto, @Ip() address: string): Promise<Session> {
    return this.useSignInLink.execute(body, address);
  }
}
