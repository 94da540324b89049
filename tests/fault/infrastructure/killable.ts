/** A server of our own that may be killed at any moment and started again on what it had on its disk. */
export interface Killable {
  /** The value of KAFKA_BROKERS or DATABASE_URL; the same for all its lives. */
  readonly address: string;
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it for good and removes its data. */
  remove(): Promise<void>;
}

export interface Freezable extends Killable {
  /** Stops it in its tracks: it holds its connections and answers nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

/** Waits until a process is gone. */
export async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
