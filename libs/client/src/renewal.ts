const retryMs = 5_000;
const longestTimeoutMs = 2 ** 31 - 1;

/** What may be used until an instant, in ISO 8601. */
interface Expiring {
  readonly expiresAt: string;
}

/** Has a session renewed in time, and again soon where that failed; one renewal at a time, for all who wait for it. */
export class Renewal<Session extends Expiring> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underWay: { session: Session; outcome: Promise<boolean> } | undefined;

  /** @param renew resolves with whether the session goes on; rejects when that cannot be known now */
  constructor(private readonly renew: (session: Session) => Promise<boolean>) {}

  /** Renews this session, which takes the place of the one before, after four fifths of its life. */
  plan(session: Session | undefined): void {
    clearTimeout(this.timer);
    if (session) this.later(session, Math.max(1_000, (Date.parse(session.expiresAt) - Date.now()) * 0.8));
  }

  /** Renews it at once; answers as `renew` does. */
  now(session: Session): Promise<boolean> {
    if (this.underWay?.session !== session) this.underWay = { session, outcome: this.run(session) };
    return this.underWay.outcome;
  }

  private later(session: Session, ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(session).catch(() => undefined), Math.min(ms, longestTimeoutMs));
  }

  private async run(session: Session): Promise<boolean> {
    try {
      return await this.renew(session);
    } catch (error) {
      this.later(session, retryMs);
      throw error;
    } finally {
      if (this.underWay?.session === session) this.underWay = undefined;
    }
  }
}
