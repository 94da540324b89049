/** Wakes one waiting loop. A signal given while nobody waits is kept for the next wait. */
export class Signal {
  private given = false;
  private interrupted = false;
  private resume: (() => void) | undefined;

  give(): void {
    this.given = true;
    this.resume?.();
  }

  /** Ends every present and later wait and sleep at once. */
  interrupt(): void {
    this.interrupted = true;
    this.resume?.();
  }

  /** Resolves at the next signal, or after the time. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.given) await this.timed(milliseconds);
    this.given = false;
  }

  /** Resolves after the time, signals or not; only `interrupt` shortens it. */
  async sleep(milliseconds: number): Promise<void> {
    const until = Date.now() + milliseconds;
    for (let rest = milliseconds; rest > 0 && !this.interrupted; rest = until - Date.now()) await this.timed(rest);
  }

  private async timed(milliseconds: number): Promise<void> {
    if (this.interrupted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.resume = undefined;
  }
}
