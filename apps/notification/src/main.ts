import 'reflect-metadata';
import { uuidv7 } from '@switchboard/contracts';
import { ConsumerStrategy, KafkaBroker } from '@switchboard/messaging';
import { bootFailed, createApp, readEnvironment, runApp, TokenVerifier } from '@switchboard/runtime';
import { kafkaOptions, notificationEnvironment } from './notification.env';
import { NotificationModule } from './notification.module';

async function main(): Promise<void> {
  const env = readEnvironment(notificationEnvironment);
  const broker = new KafkaBroker(kafkaOptions(env));
  const module = NotificationModule.register({
    databaseUrl: env.DATABASE_URL,
    broker,
    publicUrl: env.PUBLIC_URL,
    instanceId: uuidv7(),
  });
  const verifier = new TokenVerifier({ jwksUrls: env.JWKS_URLS });
  const name = 'notification';
  const app = await createApp(module, { name, verifier, logLevel: env.LOG_LEVEL, services: [name] });
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await runApp(app, { port: env.PORT, host: env.HOST });
}

main().catch(bootFailed);
