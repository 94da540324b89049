import { spawn, type SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process whose output is kept, for tests that start, stop and kill services. */
export interface SpawnedProcess {
  readonly pid: number;
  /** All that it has written, standard output and error. */
  output(): string;
  /** Waits for a line and gives its match; fails at once, with the output, when the process ends before. */
  waitForLine(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  readonly exited: Promise<Exit>;
  hasEnded(): boolean;
  /** Sends a signal (SIGKILL for a kill) to this process only and waits for its end. */
  end(signal?: NodeJS.Signals): Promise<Exit>;
}

/** Starts a program with this environment on top of the current one. */
export function spawnProcess(
  command: string,
  args: string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'detached'> = {},
): SpawnedProcess {
  const env = { ...process.env, ...options.env };
  const child = spawn(command, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let ended: Exit | undefined;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve((ended = { code: null, signal: null }));
    });
    child.once('close', (code, signal) => resolve((ended = { code, signal })));
  });
  const waitForLine = async (pattern: RegExp, timeoutMs = 30_000): Promise<RegExpExecArray> => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = pattern.exec(output);
      if (found) return found;
      if (ended) throw new Error(`The process ended without ${pattern}:\n${output}`);
      if (Date.now() > deadline) throw new Error(`No ${pattern} within ${timeoutMs} ms:\n${output}`);
      await sleep(25);
    }
  };
  return {
    pid: child.pid ?? -1,
    output: () => output,
    waitForLine,
    exited,
    hasEnded: () => ended !== undefined,
    end: (signal = 'SIGTERM') => {
      if (!ended) child.kill(signal);
      return exited;
    },
  };
}
