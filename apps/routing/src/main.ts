import 'reflect-metadata';
import { ConsumerStrategy, KafkaBroker } from '@switchboard/messaging';
import { bootFailed, createApp, readEnvironment, runApp, TokenVerifier } from '@switchboard/runtime';
import { randomUUID } from 'node:crypto';
import { routingEnvironment, kafkaOptions } from './routing.env';
import { RoutingModule } from './routing.module';

async function main(): Promise<void> {
  const env = readEnvironment(routingEnvironment);
  const broker = new KafkaBroker(kafkaOptions(env));
  const module = RoutingModule.register({
    databaseUrl: env.DATABASE_URL,
    broker,
    publicUrl: env.PUBLIC_URL,
    instanceId: randomUUID(),
  });
  const verifier = new TokenVerifier({ jwksUrls: env.JWKS_URLS });
  const app = await createApp(module, { name: 'routing', verifier, logLevel: env.LOG_LEVEL, services: ['routing'] });
  app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
  await runApp(app, { port: env.PORT, host: env.HOST });
}

main().catch(bootFailed);
