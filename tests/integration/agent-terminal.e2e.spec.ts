import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AgentClient, AgentSession, HttpClient, run } from '@switchboard/agent';
import { eventually } from '@switchboard/testing';
import { OwnTeam } from '../browser/own-team.support';
import { TeamByHttp } from '../browser/team-by-http.support';

jest.setTimeout(240_000);

/** The terminal's client: what a person types, and what it says. */
class Terminal {
  private constructor(
    private readonly client: AgentClient,
    private readonly lines: string[],
    private readonly work: Promise<void>,
  ) {}

  static async open({ url, demo }: OwnTeam, name: string): Promise<Terminal> {
    const http = new HttpClient(url);
    const { email = '', password = '' } = demo.accounts.find((each) => each.name === name) ?? {};
    const session = await AgentSession.logIn(http, { email, password });
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    const client = new AgentClient({ session, http, claim: false, autoEndSeconds: undefined, say, complain: say });
    const terminal = new Terminal(client, lines, client.work());
    await terminal.says('0 waiting, 0 yours');
    return terminal;
  }

  /** Runs the command and gives what was said meanwhile. */
  async type(line: string): Promise<string> {
    const before = this.lines.length;
    await run(line, this.client, (said) => void this.lines.push(said));
    return this.lines.slice(before).join('\n');
  }

  /** Waits for a line that contains the text; each line is waited for once. */
  async says(text: string): Promise<void> {
    await eventually(() => expect(this.lines.join('\n')).toContain(text));
    this.lines.splice(0, this.lines.findIndex((line) => line.includes(text)) + 1);
  }

  async leave(): Promise<void> {
    this.client.leave();
    await this.work;
  }
}

describe('agents at the terminal', () => {
  let standalone: OwnTeam;
  let team: TeamByHttp;
  let [kim, lee] = [] as Terminal[] as [Terminal, Terminal];
  beforeAll(async () => {
    standalone = await OwnTeam.inSharedStandalone();
    team = new TeamByHttp(standalone);
    await team.changeTeam({ method: 'manual', leftMessage: { outsideHours: false, nobodyAvailable: true } });
    [kim, lee] = [await Terminal.open(standalone, 'Kim'), await Terminal.open(standalone, 'Lee')];
  });
  afterAll(() => Promise.all([kim?.leave(), lee?.leave()]));

  const request = async (id: string) => {
    const chat = await team.requestChatOf({ id, name: 'Ann' }, 'Hello, is anybody there?');
    return { ...chat, short: chat.chatId.slice(-6) };
  };

  it('pass a chat on, give it back, and read why it went where', async () => {
    const { chatId, token, short } = await request('passed-on');
    await kim.says(`Waiting  ${chatId}`);
    await kim.type('c');
    await kim.says(`Yours    ${chatId}  Kim pressed Assign.`);
    await kim.says(`Said     ${chatId}  Ann: Hello, is anybody there?`);
    await lee.says(`Taken    ${chatId}  by Kim`);

    expect(await kim.type('t')).toContain('t chat agent');
    expect(await kim.type(`t ${short} nobody`)).toContain('there is no agent nobody; there are');
    expect(await lee.type(`t ${short} kim`)).toBe('You have no such chat.');
    await kim.type(`transfer ${short} lee`);
    await lee.says(`Yours    ${chatId}  Kim transferred the chat to Lee.`);
    await lee.says(`Said     ${chatId}  Ann: Hello, is anybody there?`);
    await kim.says(`Passed on  ${chatId}  to Lee`);
    expect(await kim.type('r')).toBe('You have no such chat.');

    expect(await kim.type(`say ${short} too late`)).toBe('You have no such chat.');
    expect(await lee.type(`s ${short}`)).toContain('s chat text');
    await lee.type(`s ${short} How can I help?`);
    await lee.says(`Said     ${chatId}  Lee: How can I help?`);
    const path = `intake/chats/${chatId}/messages`;
    const asked = { messageId: randomUUID(), text: 'Where is\nmy order?' };
    expect((await standalone.call('POST', path, token, asked)).status).toBe(201);
    await lee.says(`Said     ${chatId}  Ann: Where is my order?`);

    await lee.type('requeue');
    for (const terminal of [kim, lee]) await terminal.says(`Waiting again  ${chatId}`);
    await kim.type(`claim ${short}`);
    await kim.says(`Yours    ${chatId}`);
    await kim.says(`Said     ${chatId}  Ann: Where is my order?`);
    const sentences = (await kim.type('w')).split('\n').map((line) => line.slice(21));
    expect(sentences).toEqual([
      expect.stringContaining('assigns by hand'),
      'Kim pressed Assign.',
      'Kim transferred the chat to Lee.',
      expect.stringContaining('Lee gave the chat back'),
      'Kim pressed Assign.',
    ]);
    await kim.type('e');
    await lee.says(`Ended    ${chatId}  ended`);
    expect(await lee.type(`why ${chatId}`)).toContain('Kim ended the chat');
  });

  it('read no commands from a pipe, and say so instead of losing them', async () => {
    const { email = '', password } = standalone.demo.accounts.find(({ name }) => name === 'Kim') ?? {};
    const args = [join(__dirname, '../../apps/agent/dist/main.js'), '--as', email, '--url', standalone.url];
    const env = { ...process.env, SWITCHBOARD_AGENT_PASSWORD: password };
    const piped = promisify(execFile)(process.execPath, args, { env });
    piped.child.stdin?.end('list\n');
    const stderr = expect.stringMatching(/^Commands are read at a terminal only[^\n]*\n$/) as string;
    await expect(piped).rejects.toMatchObject({ code: 1, stderr });
  });

  it('take a left message, are told who has it, and close it with a note', async () => {
    for (const terminal of [kim, lee]) expect(await terminal.type('busy')).toBe('You are busy.');
    const chat = await request('left');
    for (const terminal of [kim, lee])
      await terminal.says(`Message  ${chat.chatId}  Ann: Hello, is anybody there?  (nobody was available)`);
    expect(await lee.type('l')).toContain('1 left messages to answer.');
    expect(await kim.type('take')).toContain('taken by Kim');
    expect(await lee.type('take')).toBe('No message is left to take.');
    expect(await lee.type(`take ${chat.short}`)).toMatch(/Kim has it.*MESSAGE\.ALREADY_TAKEN/);
    expect(await lee.type('m')).toMatch(/taken by Kim\)\n1 left messages to answer\.$/);
    expect(await kim.type(`close ${chat.short}`)).toContain('close chat note');
    await kim.type(`close ${chat.short} Called back, solved.`);
    for (const terminal of [kim, lee]) await terminal.says(`Closed   ${chat.chatId}  Called back, solved.`);
    expect(await lee.type('m')).toBe('0 left messages to answer.');
    await eventually(async () => {
      const { body } = await standalone.call('GET', `intake/chats/${chat.chatId}`, chat.token);
      const closedAt = expect.any(String) as string;
      expect(body).toMatchObject({ state: 'left_message', leftMessage: { why: 'nobody_available', closedAt } });
    });
  });
});
