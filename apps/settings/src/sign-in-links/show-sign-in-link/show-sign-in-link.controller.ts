import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { showSignInLinkBody, type SignInLinkOwner, signInLinkOwner } from '@switchboard/contracts';
import { Public } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { OpenSignInLink } from '../open-sign-in-link';

class ShowSignInLinkDto extends createZodDto(showSignInLinkBody) {}
class SignInLinkOwnerDto extends createZodDto(signInLinkOwner) {}

@ApiTags('sessions')
@Controller('api/v1/settings/sign-in-links/show')
export class ShowSignInLinkController {
  constructor(private readonly openSignInLink: OpenSignInLink) {}

  /** Whom the link is for. Changes nothing; POST, because the token may stand in no address. */
  @Post()
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Whom a link is for, without using it' })
  @ApiOkResponse({ type: SignInLinkOwnerDto })
  async show(@Body() { token }: ShowSignInLinkDto, @Ip() address: string): Promise<SignInLinkOwner> {
    const { team, name, email } = await this.openSignInLink.execute(token, address);
    return { team, name, email };
  }
}
