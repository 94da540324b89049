import { eventually } from '@switchboard/testing';
import type { Page } from 'playwright-core';
import type { Browsers } from './browsers.support';
import { ask, assign, column, columnsOf, passOn, said, write } from './workspace.support';

const names = ['Kim', 'Lee', 'Park'];
const patience = { timeoutMs: 60_000, intervalMs: 100 };

/** Three agents in three browsers, in a team that begins under manual assignment. */
export function threeAgents(started: () => Browsers): void {
  let at: Browsers;
  let pages: Map<string, Page>;
  beforeAll(async () => {
    at = started();
    pages = new Map(await Promise.all(names.map(async (name) => [name, await at.onDuty(name)] as const)));
  });
  const pageOf = (name: string): Page => pages.get(name) as Page;
  const columns = (): Promise<string[][]> => Promise.all(names.map((name) => columnsOf(pageOf(name))));

  /** Every chat stands in exactly one column of one agent, and nobody has more than one chat more than another. */
  const areSpread = (chats: string[]): Promise<void> =>
    eventually(async () => {
      const now = await columns();
      expect(now.flat().sort()).toEqual([...chats].sort());
      const counts = now.map(({ length }) => length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }, patience);

  const ownerOf = (chat: string, besides?: string): Promise<string> =>
    eventually(async () => {
      const now = await columns();
      const owners = names.filter((_, i) => now[i]?.includes(chat));
      if (owners.length !== 1 || owners[0] === besides) throw new Error(`${chat} is with ${owners.join(' and ')}`);
      return owners[0] as string;
    }, patience);

  it('see a queue grow, and each has a part of it at once when the manager switches to automatic', async () => {
    for (const name of ['Ann', 'Bob', 'Cho', 'Dan']) await at.requestChat(name, 'Hello');
    for (const name of names)
      for (const chat of ['Ann', 'Bob', 'Cho', 'Dan']) await assign(pageOf(name), chat).waitFor();
    const manager = await at.signedIn('Manager', '/manager/method');
    await manager.getByRole('radio', { name: 'Automatic assignment' }).check();
    await manager.getByRole('button', { name: 'Save …' }).click();
    await manager.getByText('4 waiting, 4 would be assigned now.').waitFor();
    await manager.getByRole('button', { name: 'Change now' }).click();
    await areSpread(['Ann', 'Bob', 'Cho', 'Dan']);
    for (const name of names) expect(await assign(pageOf(name), 'Ann').count()).toBe(0);
  });

  it('get a stream of requests by themselves, each chat in exactly one place', async () => {
    const more = ['Eve', 'Fay', 'Gil', 'Hal', 'Ida', 'Jon'];
    await Promise.all(more.map((name) => at.requestChat(name, 'Hello')));
    await areSpread(['Ann', 'Bob', 'Cho', 'Dan', ...more]);
  });

  it('pass a chat on, to a colleague and to the queue, and neither side misses a word', async () => {
    const zoe = await at.open(at.customerPage, 360, 740);
    await ask(zoe, 'Zoe', 'Where is my order?');
    const first = await ownerOf('Zoe');
    const second = names.find((name) => name !== first) as string;
    const talk = async (agent: string, round: number): Promise<void> => {
      await zoe.getByText(`You talk with ${agent}.`).waitFor();
      await write(column(pageOf(agent), 'Zoe'), 'Zoe', `${agent} here, round ${round}`);
      await zoe.getByText(`${agent} here, round ${round}`).waitFor();
      await write(zoe, agent, `Zoe here, round ${round}`);
      await column(pageOf(agent), 'Zoe').getByText(`Zoe here, round ${round}`).waitFor();
    };
    await talk(first, 1);
    await passOn(pageOf(first), 'Zoe', second);
    await talk(second, 2);
    await passOn(pageOf(second), 'Zoe');
    const third = await ownerOf('Zoe', second);
    await talk(third, 3);
    const all = [first, second, third].flatMap((agent, i) => [
      `${agent} here, round ${i + 1}`,
      `Zoe here, round ${i + 1}`,
    ]);
    expect(await said(column(pageOf(third), 'Zoe'))).toEqual(['Where is my order?', ...all]);
    expect(await said(zoe)).toEqual(['Where is my order?', ...all]);
    expect(at.complaints).toEqual([]);
  });
}
