import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Get, HttpCode, Module, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import {
  type AppOptions,
  correlationId,
  createApp,
  CurrentPrincipal,
  type Principal,
  Problem,
  Public,
  Roles,
} from '..';
import { type SigningKey, type TokenClaims, TokenSigner } from '../auth/token-signer';
import { TokenVerifier } from '../auth/token-verifier';

/** What the specs of this package talk to over HTTP. Not a test itself; named so that no build contains it. */
class CreateChat extends createZodDto(
  z.strictObject({ customer: z.object({ id: z.string().min(1) }), locale: z.string().nullable().optional() }),
) {}
class ListChats extends createZodDto(z.object({ limit: z.coerce.number().int().max(200).default(50) })) {}
class ChatId extends createZodDto(z.object({ id: z.uuid() })) {}
class Chat extends createZodDto(z.object({ id: z.string(), state: z.enum(['waiting', 'ended']) })) {}

@Controller('api/v1/routing/chats')
@Roles('agent', 'manager')
class ChatsController {
  @Get()
  @ApiOkResponse({ type: [Chat] })
  list(@Query() query: ListChats): { limit: number } {
    return { limit: query.limit };
  }

  @Get('me')
  me(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Roles('customer')
  @Get('mine')
  mine(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Public()
  @Post()
  create(@Body() body: CreateChat): unknown {
    return { customer: body.customer.id, correlationId: correlationId() };
  }

  @Public()
  @HttpCode(200)
  @Post(':id/claim')
  claim(@Param() { id }: ChatId): never {
    throw new Problem('CHAT.ALREADY_ASSIGNED', {
      detail: `Chat ${id} is taken.`,
      extra: { winner: { name: 'Ada' } },
      headers: { 'retry-after': '1' },
    });
  }

  @Public()
  @Get('broken')
  broken(): never {
    throw new Error('the password is hunter2');
  }
}

@Controller('api/v1/intake/chats')
@Public()
class IntakeController {
  @Get()
  list(): unknown[] {
    return [];
  }
}

@Module({ controllers: [ChatsController, IntakeController] })
export class SampleModule {}

export interface Issuers {
  /** Base URL of the server that publishes the keys of settings and intake. */
  url: string;
  settings: TokenSigner;
  intake: TokenSigner;
  /** Puts a key behind the current one of settings and signs with it. */
  rotateSettings(): Promise<TokenSigner>;
  close(): Promise<void>;
}

/** Two issuers with real keys, whose JWKS are published over HTTP. */
export async function startIssuers(): Promise<Issuers> {
  const keys: SigningKey[] = [await TokenSigner.generateKey()];
  let settings = await TokenSigner.create({ issuer: 'settings', keys });
  const first = settings;
  const intake = await TokenSigner.create({ issuer: 'intake', keys: [await TokenSigner.generateKey()] });
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.includes('/settings/') ? settings.jwks() : intake.jwks()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    settings: first,
    intake,
    rotateSettings: async () => {
      keys.unshift(await TokenSigner.generateKey());
      settings = await TokenSigner.create({ issuer: 'settings', keys });
      return settings;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const jwksUrls = (base: string): string[] =>
  ['settings', 'intake'].map((service) => `${base}/api/v1/${service}/jwks.json`);

export const accountClaims = (roles: string[]): TokenClaims => ({
  typ: 'account',
  sub: '01890000-0000-7000-8000-000000000001',
  team: '01890000-0000-7000-8000-000000000002',
  roles,
  name: 'Ada',
});

export const customerClaims: TokenClaims = { typ: 'customer', sub: 'c-1', team: 't-1', chat: 'chat-1' };

/** The sample behind a real socket. */
export async function startSample(
  issuerUrl: string,
  options: Pick<AppOptions, 'pages'> = {},
): Promise<{ app: NestFastifyApplication; url: string }> {
  const app = await createApp(SampleModule, {
    ...options,
    name: 'sample',
    logLevel: 'silent',
    services: ['routing', 'intake'],
    verifier: new TokenVerifier({ jwksUrls: jwksUrls(issuerUrl) }),
  });
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}
