import { Fault } from './fault';

/**
 * Commands are for people, who see what comes of them: they are read at a terminal only. What is written to a pipe instead
 * would be lost without a word.
 * @returns a promise that only rejects: with a Fault, once there is something to read that is not typed at a terminal
 */
export const pipedInput = (): Promise<never> =>
  new Promise((_, reject) => {
    if (process.stdin.isTTY) return;
    process.stdin.once('data', () => reject(new Fault(refusal)));
  });

const refusal =
  'Commands are read at a terminal only, and standard input is none. Without one, leave it empty (< /dev/null): --claim claims what waits, --auto-end ends it.';
