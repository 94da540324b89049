import { Body, Controller, Ip, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { logInBody, type Session, session } from '@switchboard/contracts';
import { Public } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { LogIn } from './log-in.handler';

class LogInDto extends createZodDto(logInBody) {}
class SessionDto extends createZodDto(session) {}

@ApiTags('sessions')
@Controller('api/v1/settings/sessions')
export class LogInController {
  constructor(private readonly logIn: LogIn) {}

  /** Answers a token that ends after an hour. */
  @Post()
  @Public()
  @ApiOperation({ summary: 'Logs in; a few wrong passwords are answered, then 429 with Retry-After' })
  @ApiCreatedResponse({ type: SessionDto })
  create(@Body() body: LogInDto, @Ip() address: string): Promise<Session> {
    return this.logIn.execute(body, address);
  }
}
