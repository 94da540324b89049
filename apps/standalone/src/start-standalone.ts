import type { EmbeddedPostgres } from '@switchboard/embedded-postgres';
import { uuidv7 } from '@switchboard/contracts';
import { ConsumerStrategy, InProcessBroker } from '@switchboard/messaging';
import { createApp, runApp, TokenVerifier } from '@switchboard/runtime';
import { demoAgentOf } from './demo/demo-agent';
import { seedDemo } from './demo/seed-demo';
import { welcome } from './demo/welcome';
import { builtPages } from './pages';
import { migrateAll } from './migrate-all';
import { DemoSeat } from './demo/demo-seat';
import type { StandaloneEnvironment } from './standalone.env';
import { StandaloneModule } from './standalone.module';

/** Builds and runs the application on a started PostgreSQL. `say` prints a line for people. */
export async function startStandalone(
  env: StandaloneEnvironment,
  postgres: EmbeddedPostgres,
  say: (line: string) => void,
): Promise<void> {
  await migrateAll(postgres.url, say);
  const url = `http://${env.HOST}:${env.PORT}`;
  const broker = new InProcessBroker();
  const demoSeat = new DemoSeat();
  const options = { databaseUrl: postgres.url, broker, instanceId: uuidv7() };
  const module = StandaloneModule.register({
    ...options,
    demoSeat,
    onSession: ({ email }, client) => demoSeat.agent?.onSession(email, client),
  });
  const jwksUrls = ['settings', 'intake'].map((service) => `${url}/api/v1/${service}/jwks.json`);
  const services = ['settings', 'intake', 'routing', 'notification'] as const;
  const verifier = new TokenVerifier({ jwksUrls });
  const app = await createApp(module, {
    name: 'standalone',
    verifier,
    logLevel: env.LOG_LEVEL,
    logsForPeople: true,
    services,
    ...builtPages(say),
  });
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await runApp(app, {
    port: env.PORT,
    host: env.HOST,
    afterClose: () => postgres.stop(),
    onReady: async () => {
      const demo = await seedDemo(app, { dataDir: env.SWITCHBOARD_DATA_DIR, origin: url, say });
      say(welcome(url, demo));
      if (env.SWITCHBOARD_DEMO_AGENT === 'on') demoSeat.agent = demoAgentOf(demo, url, say);
    },
  });
}
