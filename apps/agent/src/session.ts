import { Refused } from '@switchboard/client';
import type { Account, LogInBody, Session } from '@switchboard/contracts';
import type { Credentials } from './credentials';
import type { HttpClient } from './http-client';

const retryMs = 5_000;
const longestTimeoutMs = 2 ** 31 - 1;
const sessions = '/api/v1/settings/sessions';

export interface SessionEvents {
  onRenewed: () => void;
  /** The account may not go on. */
  onEnded: (error: Error) => void;
}

/**
 * Who is logged in. The token is renewed after four fifths of its life, and when the server refuses it, for as long as the
 * session is open.
 */
export class AgentSession {
  private timer: NodeJS.Timeout | undefined;
  private events: SessionEvents | undefined;

  private constructor(
    private readonly http: HttpClient,
    readonly account: Account,
    private expiresAt: number,
  ) {}

  /** @throws Refused for a wrong password, Fault when the server does not answer */
  static async logIn(http: HttpClient, credentials: Credentials): Promise<AgentSession> {
    const body: LogInBody = { ...credentials, client: 'agent-terminal' };
    const session = await http.send<Session>('POST', sessions, body);
    http.token = session.token;
    return new AgentSession(http, session.account, Date.parse(session.expiresAt));
  }

  keep(events: SessionEvents): void {
    this.events = events;
    this.wait(Math.max(1_000, (this.expiresAt - Date.now()) * 0.8));
  }

  /** Another token for one that was refused, as HeldStream asks for it: it may have expired while the machine slept. */
  async replaceToken(refused: string): Promise<boolean> {
    if (refused === this.http.token) await this.renew();
    return refused !== this.http.token;
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew().catch(() => undefined), Math.min(ms, longestTimeoutMs));
  }

  /** Rejects where the server cannot say now whether the session goes on. */
  private async renew(): Promise<void> {
    try {
      const session = await this.http.send<Session>('POST', `${sessions}/renew`);
      this.http.token = session.token;
      this.expiresAt = Date.parse(session.expiresAt);
    } catch (error) {
      if (error instanceof Refused && !error.isPassing) return this.events?.onEnded(error);
      this.wait(retryMs);
      throw error;
    }
    this.events?.onRenewed();
    if (this.events) this.keep(this.events);
  }
}
