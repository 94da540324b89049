import 'reflect-metadata';
import { ConsumerStrategy, KafkaBroker } from '@switchboard/messaging';
import { bootFailed, createApp, readEnvironment, runApp, TokenVerifier } from '@switchboard/runtime';
import { randomUUID } from 'node:crypto';
import { intakeEnvironment, kafkaOptions } from './intake.env';
import { IntakeModule } from './intake.module';

async function main(): Promise<void> {
  const env = readEnvironment(intakeEnvironment);
  const broker = new KafkaBroker(kafkaOptions(env));
  const module = IntakeModule.register({
    databaseUrl: env.DATABASE_URL,
    broker,
    publicUrl: env.PUBLIC_URL,
    instanceId: randomUUID(),
  });
  const verifier = new TokenVerifier({ jwksUrls: env.JWKS_URLS });
  const app = await createApp(module, { name: 'intake', verifier, logLevel: env.LOG_LEVEL, services: ['intake'] });
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await runApp(app, { port: env.PORT, host: env.HOST });
}

main().catch(bootFailed);
