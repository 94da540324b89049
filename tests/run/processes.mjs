import { spawn } from 'node:child_process';

const running = new Set();
let interrupted = false;

/** Whether the person has pressed Ctrl-C (or CI has asked us to end). */
export const wasInterrupted = () => interrupted;

/** On Ctrl-C and SIGTERM ends the running children with all their own; no further one is started. */
export function endChildrenWithUs() {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      interrupted = true;
      for (const { pid } of running) if (pid) process.kill(-pid, signal);
    });
  }
}

/**
 * Runs a Node program to its end.
 * @param {string[]} args script and arguments
 * @param {Record<string, string>} [env] added to ours
 * @returns {Promise<boolean>} whether it exited with 0
 */
export function runNode(args, env = {}) {
  if (interrupted) return Promise.resolve(false);
  return new Promise((resolve) => {
    // A process group of its own, so that whatever it started can be ended by one pid.
    const options = { stdio: ['ignore', 'inherit', 'inherit'], detached: true, env: { ...process.env, ...env } };
    const child = spawn(process.execPath, args, options);
    running.add(child);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code === 0);
    });
  });
}
