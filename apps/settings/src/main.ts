import 'reflect-metadata';
import { uuidv7 } from '@switchboard/contracts';
import { ConsumerStrategy, KafkaBroker } from '@switchboard/messaging';
import { bootFailed, createApp, readEnvironment, runApp, TokenVerifier } from '@switchboard/runtime';
import { kafkaOptions, settingsEnvironment } from './settings.env';
import { SettingsModule } from './settings.module';

async function main(): Promise<void> {
  const env = readEnvironment(settingsEnvironment);
  const broker = new KafkaBroker(kafkaOptions(env));
  const module = SettingsModule.register({
    databaseUrl: env.DATABASE_URL,
    broker,
    publicUrl: env.PUBLIC_URL,
    instanceId: uuidv7(),
  });
  const verifier = new TokenVerifier({ jwksUrls: env.JWKS_URLS });
  const name = 'settings';
  const app = await createApp(module, { name, verifier, logLevel: env.LOG_LEVEL, services: [name] });
  // Settings consumes nothing; the strategy starts the relay of its outbox.
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await runApp(app, { port: env.PORT, host: env.HOST });
}

main().catch(bootFailed);
