import 'reflect-metadata';
import { EmbeddedPostgres } from '@switchboard/embedded-postgres';
import { bootFailed, readEnvironment } from '@switchboard/runtime';
import { assertPortFree } from './port';
import { startStandalone } from './start-standalone';
import { standaloneEnvironment } from './standalone.env';

const say = (line: string): void => console.log(line);

/** `npm start`: everything in one process, on an embedded PostgreSQL and the in-process broker. */
async function main(): Promise<void> {
  const env = readEnvironment(standaloneEnvironment);
  await assertPortFree(env.HOST, env.PORT);
  const postgres = await EmbeddedPostgres.start({
    dataDir: env.SWITCHBOARD_DATA_DIR,
    database: 'switchboard',
    onProgress: say,
    onCrash: bootFailed,
  });
  try {
    await startStandalone(env, postgres, say);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

main().catch(bootFailed);
