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

/** Who is logged in. The token is renewed after four fifths of its life, for as long as the session is open. */
export class AgentSession {
  private timer: NodeJS.Timeout | undefined;

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
    const left = this.expiresAt - Date.now();
    this.wait(Math.max(1_000, left * 0.8), events);
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private wait(ms: number, events: SessionEvents): void {
    this.timer = setTimeout(() => void this.renew(events), Math.min(ms, longestTimeoutMs));
  }

  private async renew(events: SessionEvents): Promise<void> {
    try {
      const session = await this.http.send<Session>('POST', `${sessions}/renew`);
      this.http.token = session.token;
      this.expiresAt = Date.parse(session.expiresAt);
      events.onRenewed();
      this.keep(events);
    } catch (error) {
      if (error instanceof Refused && !error.isPassing) events.onEnded(error);
      else this.wait(retryMs, events);
    }
  }
}
