import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { intakeJwks } from '@switchboard/contracts';
import { type JsonWebKeySet, Public } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CustomerTokens } from './customer-tokens';

class JwksDto extends createZodDto(intakeJwks) {}

@ApiTags('keys')
@Controller('api/v1/intake')
export class JwksController {
  constructor(private readonly tokens: CustomerTokens) {}

  @Get('jwks.json')
  @Public()
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'The public keys of customer tokens (RFC 7517)' })
  @ApiOkResponse({ type: JwksDto })
  jwks(): JsonWebKeySet {
    return this.tokens.jwks();
  }
}
