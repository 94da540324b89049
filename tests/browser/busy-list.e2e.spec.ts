import { eventually } from '@switchboard/testing';
import type { Page } from 'playwright-core';
import { BrowserAtWork, describeInBrowser } from './browser.support';
import { BusyTeam } from './busy-team.support';
import { enterToPaint, measuredLines, type Memory, memoryOf, startMeasuring } from './measured.support';
import { assign, column } from './workspace.support';

jest.setTimeout(240_000);

const rowsShown = 200;
const perSecond = 20;

// Times are printed for people: what decides is what is shown in the end, and what it took of memory.
describeInBrowser('a waiting list of 200 with 20 updates a second', () => {
  let at: BrowserAtWork;
  let team: BusyTeam;
  let kim: Page;
  let before: Memory;
  const lines: string[] = [];
  beforeAll(async () => {
    at = await BrowserAtWork.start();
    await at.changeTeam({ method: 'manual' });
    team = await BusyTeam.start(at);
    kim = await at.signedIn('Kim');
    await kim.getByText('Connected', { exact: true }).waitFor();
    await team.ask(rowsShown);
  });
  afterAll(async () => {
    console.log(lines.join('\n'));
    team.stop();
    await at.end();
  });

  /** The rows of the list are the chats that wait, in the order of the queue. */
  const isTrue = async (): Promise<void> => {
    const token = await at.standalone.logIn('Kim');
    await eventually(
      async () => {
        const path = `routing/chats?state=waiting&limit=${rowsShown}`;
        const { items } = (await at.standalone.call<{ items: { id: string }[] }>('GET', path, token)).body;
        const rows = await kim.evaluate<string[]>(
          '[...document.querySelectorAll("[data-chat]")].map((row) => row.dataset.chat)',
        );
        expect(rows).toEqual(items.map(({ id }) => id));
      },
      { timeoutMs: 30_000, intervalMs: 250 },
    );
  };

  it('is shown whole, and follows', async () => {
    await isTrue();
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
    const working = team.work(10, perSecond);
    await assign(kim, 'Vip').focus();
    const toColumn = await enterToPaint(kim, 'article[aria-label="Vip"]');
    const composer = column(kim, 'Vip').getByLabel('Message to Vip');
    await composer.pressSequentially('How can I help you today?', { delay: 20 });
    const toBubble = await enterToPaint(kim, 'article[aria-label="Vip"] :is([data-delivery], [data-seq="1"])');
    lines.push(`Assign to column painted ${toColumn.toFixed(0)} ms, Enter to bubble painted ${toBubble.toFixed(0)} ms`);
    await column(kim, 'Vip').locator('[data-seq="1"]').waitFor();
    await working;
    lines.push(...(await measuredLines(kim)));
    const token = await at.standalone.logIn('Kim');
    await at.standalone.call('POST', `routing/chats/${vip.chatId}/end`, token, {});
    await column(kim, 'Vip').waitFor({ state: 'detached' });
    await isTrue();
  });

  it('takes no more memory in the end than in the beginning', async () => {
    const after = await memoryOf(kim);
    const words = ({ nodes, listeners, heapMb }: Memory) =>
      `${nodes} nodes, ${listeners} listeners, ${heapMb.toFixed(1)} MB of heap`;
    lines.push(`before: ${words(before)}`, `after:  ${words(after)}`);
    // A leak of what 700 updates have drawn would be several times that.
    expect(after.nodes).toBeLessThan(before.nodes * 1.5);
    expect(after.listeners).toBeLessThan(before.listeners * 1.5);
    expect(after.heapMb).toBeLessThan(before.heapMb * 1.5);
    expect(at.complaints).toEqual([]);
  });
});
