import 'reflect-metadata';
import { Outbox } from '@switchboard/messaging';
import { assertMigrated, createDataSource, Transactions } from '@switchboard/persistence';
import { baseEnvironment, bootFailed, readEnvironment } from '@switchboard/runtime';
import { RepublishAvailability } from './republish/republish-availability';
import { routingDatabase } from './routing.database';

/** Routing's part of `npm run republish`: puts every agent's availability into the outbox; the service relays it. */
async function main(): Promise<void> {
  const { DATABASE_URL } = readEnvironment(baseEnvironment.pick({ DATABASE_URL: true }));
  const database = { ...routingDatabase(DATABASE_URL), poolSize: 1 };
  const dataSource = await createDataSource(database).initialize();
  try {
    await assertMigrated(dataSource, database);
    const republish = new RepublishAvailability(new Transactions(dataSource), new Outbox('routing'));
    console.log(`Announced again: the availability of ${await republish.execute()} agents.`);
  } finally {
    await dataSource.destroy();
  }
}

main().catch(bootFailed);
