import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Demo, DemoAccount } from './demo-file';

/** A demo chat is over after a minute, so that the demo agent is never full for long. */
const chatSeconds = 60;
/** How the terminal client names itself when it logs in; anything else that logs in as the demo agent is a person. */
const terminalClient = 'agent-terminal';

/**
 * Plays one demo agent with the real terminal client (`npm run agent`) in a process of its own, which speaks HTTP as any
 * client does. It leaves for good as soon as a person logs in as that agent.
 */
export class DemoAgent {
  private child: ChildProcess | undefined;

  constructor(
    private readonly account: DemoAccount,
    private readonly say: (line: string) => void,
  ) {}

  start(url: string): void {
    const client = join(__dirname, '../../../agent/dist/main.js');
    const child = spawn(
      process.execPath,
      [client, '--as', this.account.email, '--url', url, '--auto-end', String(chatSeconds)],
      {
        env: { ...process.env, SWITCHBOARD_AGENT_PASSWORD: this.account.password },
        // The channel is what the client notices the end of this process by, even of a kill -9.
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Ctrl-C is for the parent, which ends its agent first.
        detached: true,
      },
    );
    this.child = child;
    for (const input of [child.stdout, child.stderr]) if (input) createInterface({ input }).on('line', this.say);
    child.once('exit', () => (this.child = undefined));
  }

  /** To be told of every log-in: `client` is what the client calls itself. */
  onSession(email: string, client: string | undefined): void {
    if (email !== this.account.email || client === terminalClient || !this.child) return;
    this.say('a person logged in as this agent: the demo agent leaves');
    void this.stop();
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  }
}

/** Starts the client of the demo team's first agent. Its lines are marked with the agent's name. */
export function demoAgentOf(demo: Demo, url: string, say: (line: string) => void): DemoAgent | undefined {
  const account = demo.accounts.find(({ role }) => role === 'agent');
  if (!account) return undefined;
  const agent = new DemoAgent(account, (line) => say(`[agent ${account.name}] ${line}`));
  agent.start(url);
  return agent;
}
