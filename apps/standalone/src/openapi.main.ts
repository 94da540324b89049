import 'reflect-metadata';
import { InProcessBroker } from '@switchboard/messaging';
import { bootFailed, describeServices } from '@switchboard/runtime';
import { DemoSeat } from './demo/demo-seat';
import { StandaloneModule } from './standalone.module';

const services = ['intake', 'settings', 'routing', 'notification'] as const;

/** Prints `{service: OpenAPI document}` of all four services, which are described only: no database, no port. */
async function main(): Promise<void> {
  const options = { databaseUrl: '', broker: new InProcessBroker(), instanceId: 'described' };
  const module = StandaloneModule.register({ ...options, demoSeat: new DemoSeat() });
  const documents = await describeServices(module, services);
  process.stdout.write(JSON.stringify(documents), () => process.exit(0));
}

main().catch(bootFailed);
