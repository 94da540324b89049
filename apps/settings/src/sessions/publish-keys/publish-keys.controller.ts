import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type JsonWebKeySet, Public } from '@switchboard/runtime';
import { SigningKeys } from '../signing-keys';

@ApiTags('sessions')
@Controller('api/v1/settings/jwks.json')
export class PublishKeysController {
  constructor(private readonly keys: SigningKeys) {}

  /** The public keys of the tokens of accounts (RFC 7517). */
  @Get()
  @Public()
  @Header('cache-control', 'public, max-age=30')
  @ApiOperation({ summary: "The public keys of accounts' tokens (RFC 7517)" })
  @ApiOkResponse({
    schema: { type: 'object', required: ['keys'], properties: { keys: { type: 'array', items: { type: 'object' } } } },
  })
  async publish(): Promise<JsonWebKeySet> {
    return (await this.keys.current()).jwks();
  }
}
