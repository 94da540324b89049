import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Demo, DemoAccount } from './demo-file';

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
    const child = spawn(process.execPath, [client, '--as', this.account.email, '--url', url], {
      env: { ...process.env, SWITCHBOARD_AGENT_PASSWORD: this.account.password },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for the parent, which ends its agent first.
      detached: true,
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', this.say);
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
