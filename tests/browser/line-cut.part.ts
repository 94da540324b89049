import { eventually } from '@switchboard/testing';
import type { Page } from 'playwright-core';
import type { Browsers } from './browsers.support';
import { Line } from './line.support';
import { ask, column, said, write } from './workspace.support';

/** An agent and a customer whose lines are cut while both write, in a team under automatic assignment. */
export function lineCut(started: () => Browsers): void {
  let at: Browsers;
  let [kimsLine, annsLine]: Line[] = [];
  let kim: Page;
  let ann: Page;
  beforeAll(async () => {
    at = started();
    [kimsLine, annsLine] = [await Line.to(at.url), await Line.to(at.url)];
    await at.allowPages(at.url, annsLine.url);
    kim = await at.onDuty('Kim', kimsLine.url);
    ann = await at.open(annsLine.url + at.customerPage, 360, 740);
  });
  afterAll(() => {
    for (const line of [kimsLine, annsLine]) line?.close();
  });
  const kims = () => column(kim, 'Ann');
  const notSent = (page: Page) => page.getByText('Not sent');
  const all = (who: string, ...numbers: number[]): string[] => numbers.map((n) => `${who} ${n}`);

  it('talk, until the line of one takes its words and brings no answer', async () => {
    await ask(ann, 'Ann', 'Ann 0');
    await write(kims(), 'Ann', 'Kim 1');
    await ann.getByText('Kim 1').waitFor();
    await write(ann, 'Kim', 'Ann 1');
    await kims().getByText('Ann 1').waitFor();
    kimsLine?.loseAnswers();
    for (const text of all('Ann', 2, 3)) await write(ann, 'Kim', text);
    await ann.locator('[data-seq="4"]').waitFor();
    await write(kims(), 'Ann', 'Kim 2');
    await ann.locator('[data-seq="5"]').getByText('Kim 2').waitFor();
  });

  it('write on while both lines are cut, and are told so', async () => {
    kimsLine?.cut();
    await kim.getByText('Connection lost, trying again. What you see may be old.').waitFor();
    await notSent(kim).waitFor();
    await write(kims(), 'Ann', 'Kim 3');
    annsLine?.cut();
    for (const text of all('Ann', 4, 5)) await write(ann, 'Kim', text);
    await notSent(ann).waitFor();
    expect(await said(kims())).toEqual(['Ann 0', 'Kim 1', 'Ann 1']);
  });

  it('have one conversation again when the line is back: in order, nothing lost, nothing twice', async () => {
    for (const line of [kimsLine, annsLine]) line?.mend();
    await kims().locator('[data-seq="5"]').waitFor();
    // What stood behind the message that had arrived after all goes by itself.
    await kim.locator('[data-delivery]').waitFor({ state: 'detached' });
    await ann.getByRole('button', { name: 'Send again' }).click();
    await eventually(async () => expect(await said(kims())).toHaveLength(9), { timeoutMs: 30_000 });
    await eventually(async () => expect(await said(ann)).toEqual(await said(kims())), { timeoutMs: 30_000 });
    const texts = await said(ann);
    expect(texts.slice(0, 6)).toEqual(['Ann 0', 'Kim 1', 'Ann 1', 'Ann 2', 'Ann 3', 'Kim 2']);
    expect(texts.filter((text) => text?.startsWith('Ann'))).toEqual(all('Ann', 0, 1, 2, 3, 4, 5));
    expect(texts.filter((text) => text?.startsWith('Kim'))).toEqual(all('Kim', 1, 2, 3));
    for (const page of [kim, ann]) expect(await page.locator('[data-delivery]').count()).toBe(0);
  });

  it('have the same after a reload', async () => {
    const texts = await said(ann);
    for (const page of [kim, ann]) {
      await page.reload();
      await page.locator('[data-seq="8"]').waitFor();
    }
    expect([await said(kims()), await said(ann)]).toEqual([texts, texts]);
    expect(at.complaints).toEqual([]);
  });
}
