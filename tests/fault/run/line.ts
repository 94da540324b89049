import { readStream } from '@switchboard/client';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 250;

/** An agent's stream, opened again whenever it is lost, until the signal comes. */
export class Line {
  private stream = new AbortController();
  private mended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves once the stream is open for the first time. */
  static async open(url: string, token: string, signal: AbortSignal): Promise<Line> {
    const line = new Line(url, token, signal);
    await new Promise<void>((opened) => void line.hold(opened));
    return line;
  }

  /** Loses the stream; to be called to let it be opened again. */
  cut(): () => void {
    let mend = (): void => undefined;
    this.mended = new Promise((resolve) => (mend = resolve));
    this.stream.abort();
    return mend;
  }

  private async hold(onOpen: () => void): Promise<void> {
    while (!this.signal.aborted) {
      await this.mended;
      this.stream = new AbortController();
      const signal = AbortSignal.any([this.signal, this.stream.signal]);
      const stream = readStream({ url: this.url, token: this.token, signal, onOpen });
      try {
        while (!(await stream.next()).done);
      } catch {
        // The stream was lost: it was cut, an instance was killed, or nobody answers yet.
      }
      await sleep(RETRY_MS);
    }
  }
}
