import { Refused, Renewal } from '@switchboard/client';
import type { Account, LogInBody, Session } from '@switchboard/contracts';
import type { Credentials } from './credentials';
import type { HttpClient } from './http-client';

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
  private readonly renewal = new Renewal<Session>(() => this.renew());
  private events: SessionEvents | undefined;

  private constructor(
    private readonly http: HttpClient,
    private session: Session,
  ) {
    http.token = session.token;
  }

  /** @throws Refused for a wrong password, Fault when the server does not answer */
  static async logIn(http: HttpClient, credentials: Credentials): Promise<AgentSession> {
    const body: LogInBody = { ...credentials, client: 'agent-terminal' };
    return new AgentSession(http, await http.send<Session>('POST', sessions, body));
  }

  get account(): Account {
    return this.session.account;
  }

  keep(events: SessionEvents): void {
    this.events = events;
    this.renewal.plan(this.session);
  }

  /** Another token for one that was refused, as HeldStream asks for it: it may have expired while the machine slept. */
  async replaceToken(refused: string): Promise<boolean> {
    return refused !== this.session.token || this.renewal.now(this.session);
  }

  close(): void {
    this.events = undefined;
    this.renewal.plan(undefined);
  }

  /** Resolves with whether the session goes on; rejects where the server cannot say that now. */
  private async renew(): Promise<boolean> {
    try {
      this.session = await this.http.send<Session>('POST', `${sessions}/renew`);
    } catch (error) {
      if (!(error instanceof Refused) || error.isPassing) throw error;
      this.events?.onEnded(error);
      return false;
    }
    this.http.token = this.session.token;
    this.events?.onRenewed();
    if (this.events) this.renewal.plan(this.session);
    return true;
  }
}
