import type { Page } from 'playwright-core';
import { faultsNow, outOfSight } from './accessibility.support';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { assign, column } from './workspace.support';

jest.setTimeout(240_000);

const failing = { status: 500, json: { code: 'SERVER.INTERNAL', title: 'Broken' } };

describeInBrowser('every view', () => {
  let at: BrowserAtWork;
  let kim: Page;
  let manager: Page;
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    await at.requestChat('Ann', 'Hello');
    kim = await at.signedIn('Kim');
    await assign(kim, 'Ann').click();
    await column(kim, 'Ann').waitFor();
    manager = await at.signedIn('Manager');
  });
  afterAll(() => at.end());

  it('fits a phone in Korean, for agents and managers alike', async () => {
    const korean: [string, Record<string, string>][] = [
      ['Kim', { '': '대기 목록', check: '부재중 메시지' }],
      [
        'Manager',
        {
          ...{ 'manager/board': '실시간 현황', 'manager/method': '상담원 배정 방식', 'manager/agents': '상담원' },
          ...{ 'manager/channels': '채널', 'manager/replies': '저장된 답변', 'manager/response': '영업시간과 규칙' },
        },
      ],
    ];
    for (const [name, titles] of korean) {
      const phone = await at.signedIn(name, '/', 360, 740);
      await phone.getByRole('link', { name: 'Check', exact: true }).first().waitFor();
      await phone.evaluate(`localStorage.setItem('switchboard.language', 'ko')`);
      for (const [path, title] of Object.entries(titles)) {
        await phone.goto(new URL(path, at.standalone.url).href);
        await phone.getByRole('heading', { level: 1, name: title }).waitFor();
        expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(360);
        expect([path, await phone.evaluate(outOfSight), await faultsNow(phone)]).toEqual([path, [], []]);
      }
      await at.picture(phone, `korean-${name.toLowerCase()}`);
    }
  });

  it.each([
    ['Kim', '/', '**/routing/chats?*', ['The waiting list cannot be read.', 'Your chats cannot be read.']],
    ['Kim', '/', '**/routing/chats?*state=waiting*', ['The waiting list cannot be read.']],
    ['Kim', '/check', '**/routing/messages?*', ['The left messages cannot be read.']],
    ['Kim', '/', '**/intake/chats/*/messages?*', ['The messages cannot be read.']],
    ['Manager', '/manager/channels', '**/settings/channels?*', ['The channels cannot be read.']],
    ['Manager', '/manager/method', '**/settings/teams/*', ['The settings of the team cannot be read.']],
    ['Manager', '/manager/response', '**/settings/teams/*', ['The settings of the team cannot be read.']],
  ])('says, for %s at %s, what could not be read, and reads it when asked again', async (name, path, asked, titles) => {
    const page = name === 'Kim' ? kim : manager;
    await page.route(asked, (route) => route.fulfill(failing));
    await page.goto(new URL(path, at.standalone.url).href);
    const alerts = titles.map((title) => page.getByRole('alert', { name: title }));
    for (const alert of alerts) await alert.getByText('Something went wrong at the server. Try again.').waitFor();
    expect(await faultsNow(page)).toEqual([]);
    await page.unroute(asked);
    await alerts[0]?.getByRole('button', { name: 'Try again' }).click();
    for (const alert of alerts) await alert.waitFor({ state: 'detached' });
  });
});
