import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@switchboard/testing';
import { StandaloneAtWork } from './standalone.support';

interface ChatState {
  state: string;
  agent?: { name: string };
}

jest.setTimeout(240_000);

describe('standalone', () => {
  let standalone: StandaloneAtWork;
  beforeAll(async () => {
    standalone = await StandaloneAtWork.prepare();
    await standalone.start();
  });
  afterAll(async () => {
    await standalone.end('SIGTERM');
    standalone.remove();
  });

  const stateOf = async (chat: { chatId: string; token: string }): Promise<ChatState> =>
    (await standalone.call<ChatState>('GET', `intake/chats/${chat.chatId}`, chat.token)).body;
  const assignmentsOf = async (chatId: string, token: string): Promise<unknown[]> => {
    const path = `routing/chats/${chatId}/decisions`;
    const { items } = (await standalone.call<{ items: { kind: string }[] }>('GET', path, token)).body;
    return items.filter(({ kind }) => kind === 'assigned');
  };

  it('prints the address, the log-ins and a curl, and gives the chat to the demo agent with the reason', async () => {
    const { process } = standalone;
    expect(process?.output()).toContain(standalone.url);
    for (const { email, password } of standalone.demo.accounts)
      expect(process?.output()).toMatch(new RegExp(`${email}\\s+${password}`));
    await process?.waitForLine(/\[agent Kim\] .*0 waiting/);
    const { status, body } = await standalone.requestChat('first');
    expect(status).toBe(201);
    await process?.waitForLine(new RegExp(`\\[agent Kim\\] Yours\\s+${body.chatId}.*only available agent`));
    await eventually(async () => expect(await stateOf(body)).toMatchObject({ state: 'in_progress' }));
  });

  it('refuses a second start on the same folder and a taken port, each with one line', async () => {
    const samePort = standalone.launch();
    expect((await samePort.exited).code).toBe(1);
    expect(samePort.output().trim().split('\n')).toEqual([expect.stringMatching(/^Port \d+ is taken/)]);
    const other = await StandaloneAtWork.prepare();
    const sameFolder = standalone.launch({ PORT: String(other.port) });
    expect((await sameFolder.exited).code).toBe(1);
    expect(sameFolder.output().trim().split('\n')).toEqual([expect.stringMatching(/in use by process \d+/)]);
  });

  it('refuses a folder of somebody else with one line, and leaves it as it is', async () => {
    const foreign = mkdtempSync(join(tmpdir(), 'foreign-'));
    writeFileSync(join(foreign, 'letter.txt'), 'Dear Ann');
    const other = await StandaloneAtWork.prepare();
    const process = other.launch({ SWITCHBOARD_DATA_DIR: foreign });
    expect((await process.exited).code).toBe(1);
    expect(process.output().trim().split('\n')).toEqual([expect.stringMatching(/is no data folder of Switchboard/)]);
    rmSync(foreign, { recursive: true });
  });

  it('assigns, once, what it had accepted when it was killed', async () => {
    const accepted = await Promise.all(Array.from({ length: 8 }, (_, i) => standalone.requestChat(`killed-${i}`)));
    await standalone.end('SIGKILL');
    await standalone.start();
    const manager = await standalone.logIn('Manager');
    const chats = accepted.map(({ body }) => body);
    // Kim has five places and one is taken: whatever waits goes to Lee, who comes now.
    const lee = await standalone.logIn('Lee');
    const stream = new AbortController();
    await fetch(`${standalone.url}/api/v1/notification/stream`, {
      headers: { authorization: `Bearer ${lee}`, accept: 'text/event-stream' },
      signal: stream.signal,
    });
    const available = await standalone.call('PUT', 'routing/agents/me/availability', lee, {
      availability: 'available',
    });
    expect(available.status).toBe(200);
    for (const chat of chats)
      await eventually(async () => expect((await stateOf(chat)).state).toMatch(/in_progress|ended/), {
        timeoutMs: 30_000,
      });
    for (const { chatId } of chats) expect(await assignmentsOf(chatId, manager)).toHaveLength(1);
    // The key of a request that was accepted before the kill still answers the same chat.
    expect((await standalone.requestChat('killed-0')).body.chatId).toBe(chats[0]?.chatId);
    stream.abort();
  });

  it('lets a person take the demo agent over', async () => {
    await standalone.process?.waitForLine(/\[agent Kim\] .*waiting/);
    await standalone.logIn('Kim');
    await standalone.process?.waitForLine(/a person logged in as this agent/);
    await standalone.process?.waitForLine(/\[agent Kim\] Left/);
  });

  it('stops cleanly and keeps everything', async () => {
    const { body } = await standalone.requestChat('kept');
    expect(await standalone.end('SIGINT')).toBe(0);
    await standalone.start({ SWITCHBOARD_DEMO_AGENT: 'off' });
    expect((await standalone.requestChat('kept')).body.chatId).toBe(body.chatId);
  });
});
