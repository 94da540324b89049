import { eventually } from '@switchboard/testing';
import { randomBytes } from 'node:crypto';
import { type Demo, SwitchboardAtWork } from '../integration/switchboard.support';

/** A team of its own, with a manager, three agents and a web channel, in a Switchboard in which others have theirs. */
export class OwnTeam extends SwitchboardAtWork {
  readonly demo: Demo = { publishableKey: '', channelKey: '', accounts: [] };

  private constructor(readonly url: string) {
    super();
  }

  /** For who belongs to no team. */
  static withoutTeam(url: string): OwnTeam {
    return new OwnTeam(url);
  }

  /**
   * In the Switchboard at this address, all of whose services have come to know the team.
   * @param makeTeam makes it with a manager of this email, and gives the manager's password
   */
  static async create(url: string, makeTeam: (managerEmail: string) => Promise<string>): Promise<OwnTeam> {
    const at = new OwnTeam(url);
    const email = `manager.${randomBytes(4).toString('hex')}@demo.example`;
    at.demo.accounts.push({ role: 'manager', name: 'Manager', email, password: await makeTeam(email) });
    const token = await at.logIn('Manager');
    for (const name of ['Kim', 'Lee', 'Park'])
      at.demo.accounts.push({ role: 'agent', name, ...(await at.addAgent(name, token)) });
    await at.addChannel(token);
    return at;
  }

  /** In the standalone that the run of the tests shares, under automatic assignment. */
  static async inSharedStandalone(): Promise<OwnTeam> {
    const { url, operator } = sharedStandalone();
    const at = OwnTeam.withoutTeam(url);
    at.demo.accounts.push({ role: 'operator', name: 'Operator', ...operator });
    const token = await at.logIn('Operator');
    return OwnTeam.create(url, async (email) => {
      const body = { name: 'Demo', method: 'automatic', manager: { name: 'Manager', email } };
      const made = await at.call<{ manager: { initialPassword: string } }>('POST', 'settings/teams', token, body);
      expect(made).toMatchObject({ status: 201 });
      return made.body.manager.initialPassword;
    });
  }

  private async addChannel(managerToken: string): Promise<void> {
    const body = { name: 'Web', allowedOrigins: [this.url] };
    const made = await this.call<{ secretKey: string; publishableKey: string }>(
      ...(['POST', 'settings/channels', managerToken, body] as const),
    );
    Object.assign(this.demo, { channelKey: made.body.secretKey, publishableKey: made.body.publishableKey });
    // Intake knows the key once it refuses something else than the key.
    const unknown = `intake/chats/${crypto.randomUUID()}`;
    await eventually(async () => expect((await this.call('GET', unknown, this.demo.channelKey)).status).toBe(404), {
      timeoutMs: 30_000,
    });
  }
}

interface SharedStandalone {
  url: string;
  operator: { email: string; password: string };
  databaseUrl: string;
}

/** What tests/run/shared-standalone.mjs has started. */
export function sharedStandalone(): SharedStandalone {
  const shared = process.env['SHARED_STANDALONE'];
  if (shared) return JSON.parse(shared) as SharedStandalone;
  throw new Error('SHARED_STANDALONE is not set: run this spec by npm test or tests/run/jest.mjs.');
}
