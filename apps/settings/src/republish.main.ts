import 'reflect-metadata';
import { bootFailed, readEnvironment } from '@switchboard/runtime';
import { withUseCases } from './admin/use-cases';
import { databaseEnvironment } from './settings.env';

/** `npm run republish`: puts the current state of everything into the outbox; the settings service relays it. */
async function main(): Promise<void> {
  const { DATABASE_URL } = readEnvironment(databaseEnvironment);
  const { teams, agents, channels } = await withUseCases(DATABASE_URL, ({ republish }) => republish.execute());
  console.log(`Announced again: ${teams} teams, ${agents} agents, ${channels} channels.`);
}

main().catch(bootFailed);
