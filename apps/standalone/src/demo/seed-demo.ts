import { randomBytes } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { createTeamBody } from '@switchboard/contracts';
import { CreateAgent, CreateChannel, CreateTeam } from '@switchboard/settings';
import { type Demo, type DemoAccount, readDemo, writeDemo } from './demo-file';

const domain = 'demo.example';
const agentNames = ['Kim', 'Lee', 'Park'];

/** 18 random bytes: longer than anybody guesses, short enough to be pasted. */
const password = (): string => randomBytes(18).toString('base64url');

const accountOf = (role: DemoAccount['role'], name: string, suffix: string): DemoAccount => ({
  role,
  name,
  email: `${name.toLowerCase()}${suffix}@${domain}`,
  password: password(),
});

/**
 * On the first start on a data folder: a team with automatic assignment, a manager, three agents and a web channel for
 * pages of `origin`. Later starts read what was made from the folder.
 */
export async function seedDemo(
  app: INestApplication,
  { dataDir, origin, say }: { dataDir: string; origin: string; say: (line: string) => void },
): Promise<Demo> {
  const known = readDemo(dataDir);
  if (known) return known;
  say('Creating the demo team …');
  const demo = await createDemo(app, origin, '').catch((error: unknown) => {
    // A kill between the database and the file left accounts whose passwords nobody knows: make others beside them.
    if ((error as { code?: string }).code !== 'AGENT.EMAIL_TAKEN') throw error;
    return createDemo(app, origin, `.${randomBytes(2).toString('hex')}`);
  });
  writeDemo(dataDir, demo);
  return demo;
}

async function createDemo(app: INestApplication, origin: string, suffix: string): Promise<Demo> {
  const manager = accountOf('manager', 'Manager', suffix);
  const agents = agentNames.map((name) => accountOf('agent', name, suffix));
  const { name, email, password } = manager;
  const body = { name: 'Demo', method: 'automatic', manager: { name, email, password } };
  const { team } = await app.get(CreateTeam, { strict: false }).execute(createTeamBody.parse(body));
  for (const { name, email, password } of agents) {
    const agent = { name, email, password, roles: ['agent' as const], capacity: null, active: true };
    await app.get(CreateAgent, { strict: false }).execute(team.id, agent);
  }
  const channel = { name: 'Web', allowedOrigins: [origin, origin.replace('127.0.0.1', 'localhost')] };
  const { secretKey, publishableKey } = await app.get(CreateChannel, { strict: false }).execute(team.id, channel);
  return { teamId: team.id, channelKey: secretKey, publishableKey, accounts: [manager, ...agents] };
}
