import type { Session } from '@switchboard/contracts';
import { type SigningKey, type TokenClaims, TokenSigner } from '@switchboard/runtime';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { sharedStandalone } from './own-team.support';
import type { RequestedChat } from './team-by-http.support';
import { column, said, write } from './workspace.support';

jest.setTimeout(240_000);

/** Signs as the program does, with its own key. */
async function itsSigner(): Promise<TokenSigner> {
  const database = new Client({ connectionString: sharedStandalone().databaseUrl });
  await database.connect();
  const sql = 'SELECT kid, private_jwk AS "privateJwk" FROM settings.signing_key ORDER BY signs_from DESC LIMIT 1';
  try {
    const { rows } = await database.query<SigningKey>(sql);
    return await TokenSigner.create({ issuer: 'settings', keys: rows });
  } finally {
    await database.end();
  }
}

const claimsOf = ({ token }: Session): TokenClaims =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as TokenClaims;

describeInBrowser('an agent whose token has expired', () => {
  let at: BrowserAtWork;
  let signer: TokenSigner;
  let kim: Page;
  let ann: RequestedChat;
  beforeAll(async () => {
    [at, signer] = [await BrowserAtWork.start(), await itsSigner()];
    kim = await at.onDuty('Kim');
    ann = await at.requestChat('Ann', 'Hello');
    await column(kim, 'Ann').waitFor();
  });
  afterAll(() => at.end());

  /** In another tab of the agent's browser, whose clock thinks that the token is good for long. */
  const expire = async (): Promise<string> => {
    const session = await at.standalone.sessionOf('Kim');
    const { typ, sub, team, roles, name, passwordVersion } = claimsOf(session) as TokenClaims & { typ: 'account' };
    const token = await signer.sign({ typ, sub, team, roles, name, passwordVersion }, -60);
    const other = await kim.context().newPage();
    await other.goto(new URL('/icon.svg', at.url).href);
    const kept = JSON.stringify(JSON.stringify({ ...session, token }));
    await other.evaluate(`localStorage.setItem('switchboard.session', ${kept})`);
    await other.close();
    return token;
  };
  const refused = () => kim.waitForResponse((answer) => answer.status() === 401);
  const keptToken = async (): Promise<string> =>
    (JSON.parse(await kim.evaluate<string>(`localStorage['switchboard.session']`)) as Session).token;

  it('goes on in the chat: the token is renewed, and what is said goes both ways', async () => {
    const [answer, expired] = await Promise.all([refused(), expire()]);
    expect(await answer.json()).toMatchObject({ code: 'AUTH.EXPIRED_TOKEN' });
    await write(kim, 'Ann', 'How can I help?');
    await column(kim, 'Ann').locator('[data-seq="1"]').waitFor();
    await at.say(ann, 'I cannot log in.');
    await column(kim, 'Ann').locator('[data-seq="2"]').waitFor();
    expect(await said(column(kim, 'Ann'))).toEqual(['Hello', 'How can I help?', 'I cannot log in.']);
    expect(await keptToken()).not.toBe(expired);
  });

  it('finds the chats on coming back to the page, without signing in', async () => {
    await kim.goto(new URL('/icon.svg', at.url).href);
    const expired = await expire();
    const [answer] = await Promise.all([refused(), kim.goto(at.url)]);
    expect(await answer.json()).toMatchObject({ code: 'AUTH.EXPIRED_TOKEN' });
    await column(kim, 'Ann').getByText('I cannot log in.').waitFor();
    await kim.getByText('Connected', { exact: true }).waitFor();
    expect(await kim.getByLabel('Email').count()).toBe(0);
    expect(await keptToken()).not.toBe(expired);
    expect(at.complaints).toEqual([]);
  });
});
