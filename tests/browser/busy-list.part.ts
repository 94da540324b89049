import { eventually } from '@switchboard/testing';
import type { Page } from 'playwright-core';
import type { Browsers } from './browsers.support';
import { BusyTeam } from './busy-team.support';
import { enterToPaint, measuredLines, type Memory, memoryOf, startMeasuring } from './measured.support';
import { assign, column } from './workspace.support';

const waiting = 200;
const perSecond = 20;
/** Rows of 60 px and more in a window of 720, those beyond its edges, and those around the focus. */
const drawnAtMost = 30;

interface Row {
  id: string | undefined;
  place: number;
  of: number;
}

const rowsOf = (page: Page) =>
  page.evaluate<Row[]>(`[...document.querySelectorAll('[data-chat]')].map((row) => (
    { id: row.dataset.chat, place: Number(row.ariaPosInSet), of: Number(row.ariaSetSize) }))`);

const rowAt = (page: Page, place: number) => page.locator(`[data-chat][aria-posinset="${place}"]`);

const placeOfFocus = (page: Page) =>
  page.evaluate<number>(`Number(document.activeElement.closest('[data-chat]')?.ariaPosInSet)`);

/** Scrolls the list to its end, as a person turns the wheel until there is no more: the focus stays where it is. */
async function scrollTo(page: Page, end: 'top' | 'bottom', place: number): Promise<void> {
  await eventually(
    async () => {
      await page.evaluate(`{
        const list = document.querySelector('section[aria-labelledby="waiting-title"] [tabindex="0"]');
        list.scrollTop = ${end === 'top' ? 0 : 'list.scrollHeight'};
      }`);
      expect(await rowAt(page, place).isVisible()).toBe(true);
    },
    { timeoutMs: 30_000, intervalMs: 250 },
  );
}

/**
 * A waiting list of 200 with 20 updates a second, under manual assignment. Times are printed for people, and differ with the
 * machine. What decides is what keeps the frames short, that only the rows in view are drawn; what is shown in the end; and
 * what it took of memory.
 */
export function busyList(browsers: () => Browsers): void {
  let at: Browsers;
  let team: BusyTeam;
  let kim: Page;
  let before: Memory;
  const lines: string[] = [];
  beforeAll(async () => {
    at = browsers();
    team = await BusyTeam.start(at);
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    await team.ask(waiting);
  });
  afterAll(() => {
    console.log(lines.join('\n'));
    team.stop();
  });

  /** The rows that are drawn are few, and each is the chat that waits at the place that it tells. */
  const isTrue = async (): Promise<void> => {
    const token = await at.switchboard.logIn('Kim');
    await eventually(
      async () => {
        const path = `routing/chats?state=waiting&limit=${waiting}`;
        const { items } = (await at.switchboard.call<{ items: { id: string }[] }>('GET', path, token)).body;
        const rows = await rowsOf(kim);
        expect(rows).toEqual(rows.map(({ place }) => ({ id: items[place - 1]?.id, place, of: items.length })));
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.length).toBeLessThanOrEqual(drawnAtMost);
      },
      { timeoutMs: 30_000, intervalMs: 250 },
    );
  };

  it('is there from its first row to its last', async () => {
    await isTrue();
    await scrollTo(kim, 'bottom', waiting);
    await isTrue();
    await scrollTo(kim, 'top', 1);
    await isTrue();
  });

  it('leaves the focus on a row that is scrolled away, and Tab goes on from there', async () => {
    await rowAt(kim, 1).getByRole('button').last().focus();
    await scrollTo(kim, 'bottom', waiting);
    expect(await placeOfFocus(kim)).toBe(1);
    await kim.keyboard.press('Tab');
    expect(await placeOfFocus(kim)).toBe(2);
  });

  it('follows what happens', async () => {
    await team.work(5, perSecond);
    await isTrue();
    before = await memoryOf(kim);
    await startMeasuring(kim);
    await team.work(20, perSecond);
    lines.push(...(await measuredLines(kim)));
    await isTrue();
  });

  it('leaves an agent who works in it undisturbed', async () => {
    const vip = await at.requestChat('Vip', 'Please');
    await scrollTo(kim, 'bottom', waiting + 1);
    await assign(kim, 'Vip').focus();
    const working = team.work(10, perSecond);
    await kim.locator(`[data-chat="${vip.chatId}"]:not([aria-posinset="${waiting + 1}"])`).waitFor();
    const toColumn = await enterToPaint(kim, 'article[aria-label="Vip"]');
    const composer = column(kim, 'Vip').getByLabel('Message to Vip');
    await composer.pressSequentially('How can I help you today?', { delay: 20 });
    const toBubble = await enterToPaint(kim, 'article[aria-label="Vip"] :is([data-delivery], [data-seq="1"])');
    lines.push(`Assign to column painted ${toColumn.toFixed(0)} ms, Enter to bubble painted ${toBubble.toFixed(0)} ms`);
    await column(kim, 'Vip').locator('[data-seq="1"]').waitFor();
    await working;
    lines.push(...(await measuredLines(kim)));
    const token = await at.switchboard.logIn('Kim');
    await at.switchboard.call('POST', `routing/chats/${vip.chatId}/end`, token, {});
    await column(kim, 'Vip').waitFor({ state: 'detached' });
    await isTrue();
  });

  it('takes no more memory in the end than in the beginning', async () => {
    const after = await memoryOf(kim);
    const words = ({ nodes, listeners, heapMb }: Memory) =>
      `${nodes} nodes, ${listeners} listeners, ${heapMb.toFixed(1)} MB of heap`;
    lines.push(`before: ${words(before)}`, `after:  ${words(after)}`);
    // Few rows are drawn, so that where the list is scrolled to matters; one thing left by each update would be more.
    const updates = 30 * perSecond;
    expect(after.nodes).toBeLessThan(before.nodes + updates);
    expect(after.listeners).toBeLessThan(before.listeners + updates);
    expect(after.heapMb).toBeLessThan(before.heapMb * 1.5);
    expect(at.complaints).toEqual([]);
  });
}
