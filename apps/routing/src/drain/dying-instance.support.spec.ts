import { KafkaBroker } from '@switchboard/messaging';
import type { Command } from '@switchboard/routing-domain';
import { createApp, TokenVerifier } from '@switchboard/runtime';
import { TeamCommands } from '../http/team-commands';
import { RoutingModule } from '../routing.module';
import { Drainer } from './drainer';

/**
 * The main of a child process: an instance of the service that does one command, and is killed by SIGKILL right after its
 * commit, before anything of the drain that follows has begun.
 */
async function main(databaseUrl: string, teamId: string, command: Command): Promise<void> {
  const verifier = new TokenVerifier({ jwksUrls: ['http://127.0.0.1:9/api/v1/settings/jwks.json'] });
  const broker = new KafkaBroker({ brokers: ['127.0.0.1:1'], clientId: 'not-started' });
  const module = RoutingModule.register({ databaseUrl, broker, publicUrl: 'http://127.0.0.1', instanceId: 'dying' });
  const app = await createApp(module, { name: 'routing', verifier, logLevel: 'error', services: ['routing'] });
  const drainer = app.get(Drainer, { strict: false });
  drainer.committed = () => process.kill(process.pid, 'SIGKILL');
  await app.get(TeamCommands, { strict: false }).execute(teamId, command);
}

const [, , , url, team, command] = process.argv;
if (url !== undefined && team !== undefined && command !== undefined) {
  void main(url, team, JSON.parse(command) as Command);
}
