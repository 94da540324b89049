import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from './fault';

export interface Credentials {
  email: string;
  password: string;
}

const demoFile = z.object({
  accounts: z.array(z.object({ name: z.string(), email: z.string(), password: z.string() })),
});
type DemoAccount = z.output<typeof demoFile>['accounts'][number];

/**
 * Who logs in, and with what. A bare name is a demo account, `NAME@demo.example`, unless the demo file knows it by
 * another email; a password that was not given is the demo's.
 * @throws Fault when no password can be found
 */
export async function findCredentials(
  as: string,
  password: string | undefined,
  dataFolder: string,
): Promise<Credentials> {
  const known = (await demoAccounts(dataFolder)).find((account) => isNamed(account, as));
  const email = known?.email ?? (as.includes('@') ? as : `${as.toLowerCase()}@demo.example`);
  const found = password ?? known?.password;
  if (found !== undefined) return { email, password: found };
  throw new Fault(
    `No password for ${email}: give --password, set SWITCHBOARD_AGENT_PASSWORD, or run where \`npm start\` keeps its data.`,
  );
}

function isNamed(account: DemoAccount, as: string): boolean {
  const wanted = as.toLowerCase();
  const firstName = account.name.toLowerCase().split(' ')[0];
  const email = account.email.toLowerCase();
  return [account.name.toLowerCase(), firstName, email, email.split('@')[0]].includes(wanted);
}

/** The accounts that standalone made for its demo team; none where there is no such file. */
async function demoAccounts(dataFolder: string): Promise<DemoAccount[]> {
  const text = await readFile(join(dataFolder, 'demo.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  try {
    return demoFile.parse(JSON.parse(text)).accounts;
  } catch {
    throw new Fault(`${join(dataFolder, 'demo.json')} cannot be read as the demo's accounts.`);
  }
}
