import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { generateKeyPair, SignJWT } from 'jose';
import { createApp, TokenSigner, TokenVerifier } from '..';
import {
  accountClaims,
  customerClaims,
  type Issuers,
  jwksUrls,
  startIssuers,
  startSample,
} from '../app/sample-app.support.spec';

let issuers: Issuers;
let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  issuers = await startIssuers();
  ({ app, url } = await startSample(issuers.url));
});

afterAll(async () => {
  await app.close();
  await issuers.close();
});

async function call(
  path: string,
  token?: string,
): Promise<{ status: number; challenge: string | null; body: unknown }> {
  const response = await fetch(`${url}/api/v1/routing/chats${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    body: await response.json(),
  };
}

describe('a route for agents', () => {
  it('lets an agent in and says who it is', async () => {
    const token = await issuers.settings.sign(accountClaims(['agent']), 60);

    expect(await call('/me', token)).toMatchObject({
      status: 200,
      body: {
        kind: 'account',
        accountId: '01890000-0000-7000-8000-000000000001',
        teamId: '01890000-0000-7000-8000-000000000002',
        roles: ['agent'],
        name: 'Ada',
        passwordVersion: 1,
        expiresAt: expect.any(Number),
      },
    });
  });

  it('refuses who brings no token', async () => {
    expect(await call('/me')).toMatchObject({
      status: 401,
      challenge: 'Bearer',
      body: { code: 'AUTH.MISSING_TOKEN', status: 401 },
    });
  });

  it('refuses a token that has expired', async () => {
    const token = await issuers.settings.sign(accountClaims(['agent']), -60);

    expect(await call('/me', token)).toMatchObject({
      status: 401,
      challenge: expect.stringContaining('invalid_token'),
      body: { code: 'AUTH.EXPIRED_TOKEN' },
    });
  });

  it.each(['operator'])('refuses the role %s', async (role) => {
    const token = await issuers.settings.sign(accountClaims([role]), 60);

    expect(await call('/me', token)).toMatchObject({ status: 403, body: { code: 'AUTH.FORBIDDEN' } });
  });

  it('refuses a customer', async () => {
    const token = await issuers.intake.sign(customerClaims, 60);

    expect(await call('/me', token)).toMatchObject({ status: 403, body: { code: 'AUTH.FORBIDDEN' } });
  });
});

describe('a route for customers', () => {
  it('lets a customer in', async () => {
    const token = await issuers.intake.sign(customerClaims, 60);

    expect(await call('/mine', token)).toMatchObject({
      status: 200,
      body: { kind: 'customer', customerId: 'c-1', teamId: 't-1', chatId: 'chat-1' },
    });
  });
});

describe('tokens that nobody may have issued', () => {
  const refused = { status: 401, body: { code: 'AUTH.INVALID_TOKEN' } };

  it('an account by intake', async () => {
    expect(await call('/me', await issuers.intake.sign(accountClaims(['agent']), 60))).toMatchObject(refused);
  });

  it('a customer by settings', async () => {
    expect(await call('/mine', await issuers.settings.sign(customerClaims, 60))).toMatchObject(refused);
  });

  it('an issuer that is not known', async () => {
    const stranger = await TokenSigner.create({ issuer: 'routing', keys: [await TokenSigner.generateKey()] });

    expect(await call('/me', await stranger.sign(accountClaims(['agent']), 60))).toMatchObject(refused);
  });

  it('a key of a stranger who calls himself settings', async () => {
    const stranger = await TokenSigner.create({ issuer: 'settings', keys: [await TokenSigner.generateKey()] });

    expect(await call('/me', await stranger.sign(accountClaims(['agent']), 60))).toMatchObject(refused);
  });

  it('the key of intake with the name of settings', async () => {
    const key = await TokenSigner.generateKey();
    const forger = await TokenSigner.create({ issuer: 'settings', keys: [key] });
    const token = await forger.sign(accountClaims(['agent']), 60);
    const [, payload, signature] = token.split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: issuers.intake.jwks().keys[0]?.kid }));

    expect(await call('/me', `${header.toString('base64url')}.${payload}.${signature}`)).toMatchObject(refused);
  });

  it.each(['none', 'HS256'])('the algorithm %s', async (alg) => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = part({ alg, kid: issuers.settings.jwks().keys[0]?.kid });
    const payload = part({ ...accountClaims(['agent']), iss: '/switchboard/settings', exp: 4_000_000_000 });
    const unsigned = `${header}.${payload}.${alg === 'none' ? '' : 'AAAA'}`;

    expect(await call('/me', unsigned)).toMatchObject(refused);
  });

  it('RS256, even when signed well', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT({ ...accountClaims(['agent']) })
      .setProtectedHeader({ alg: 'RS256', kid: 'x' })
      .setIssuer('/switchboard/settings')
      .setExpirationTime('1h')
      .sign(privateKey);

    expect(await call('/me', token)).toMatchObject(refused);
  });

  it.each(['abc', 'a.b.c', 'é'])('%s, which is no token at all', async (token) => {
    const status = await call('/me', encodeURIComponent(token)).then((answer) => answer.status);

    expect(status).toBe(401);
  });
});

describe('keys', () => {
  it('takes a rotated key into use, and still accepts the one before', async () => {
    const own = await startIssuers();
    const verifier = new TokenVerifier({ jwksUrls: jwksUrls(own.url) });
    const old = await own.settings.sign(accountClaims(['agent']), 60);
    const fresh = await (await own.rotateSettings()).sign(accountClaims(['manager']), 60);

    await expect(verifier.verify(fresh)).resolves.toMatchObject({ roles: ['manager'] });
    await expect(verifier.verify(old)).resolves.toMatchObject({ roles: ['agent'] });
    await own.close();
  });

  it('keeps verifying while the issuer is away', async () => {
    const own = await startIssuers();
    const verifier = new TokenVerifier({ jwksUrls: jwksUrls(own.url) });
    const token = await own.settings.sign(accountClaims(['agent']), 60);
    await verifier.verify(token);
    await own.close();

    await expect(verifier.verify(token)).resolves.toMatchObject({ kind: 'account' });
  });

  it('asks the next instance of the issuer when one is away', async () => {
    const urls = [...jwksUrls('http://127.0.0.1:1'), ...jwksUrls(issuers.url)];
    const verifier = new TokenVerifier({ jwksUrls: urls });
    const token = await issuers.settings.sign(accountClaims(['agent']), 60);

    await expect(verifier.verify(token)).resolves.toMatchObject({ kind: 'account' });
  });

  it('says 503, not 401, when the keys cannot be had', async () => {
    const verifier = new TokenVerifier({ jwksUrls: jwksUrls('http://127.0.0.1:1') });
    const token = await issuers.settings.sign(accountClaims(['agent']), 60);

    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'SERVER.UNAVAILABLE', status: 503 });
  });

  it('publishes nothing private', () => {
    expect(issuers.settings.jwks().keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        x: expect.any(String),
        y: expect.any(String),
        kid: expect.any(String),
        alg: 'ES256',
        use: 'sig',
      },
    ]);
  });

  it('refuses a JWKS address that names no service', () => {
    expect(() => new TokenVerifier({ jwksUrls: ['http://localhost/keys'] })).toThrow('does not end in');
  });
});

it('does not start with a route that neither @Public nor @Roles opens', async () => {
  @Controller('forgotten')
  class ForgottenController {
    @Get()
    read(): string {
      return '';
    }
  }
  @Module({ controllers: [ForgottenController] })
  class ForgottenModule {}

  await expect(
    createApp(ForgottenModule, {
      name: 'sample',
      logLevel: 'silent',
      services: [],
      verifier: new TokenVerifier({ jwksUrls: [] }),
    }),
  ).rejects.toThrow('ForgottenController.read');
});
