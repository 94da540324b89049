import { shortLivedKafka, singleKafka } from '@switchboard/testing';
import { KafkaContainer } from '@testcontainers/kafka';
import { connect } from 'node:net';
import { getContainerRuntimeClient } from 'testcontainers';
import type { Freezable } from './killable';

const IMAGE = 'confluentinc/cp-kafka:8.0.0';
const INSIDE = 9093;

/** Another port after a start would make the broker advertise an address that is no longer its own. */
class KafkaAtFixedPort extends KafkaContainer {
  constructor(private readonly port: number) {
    super(IMAGE);
  }

  protected override async beforeContainerCreated(): Promise<void> {
    await super.beforeContainerCreated();
    this.withExposedPorts({ container: INSIDE, host: this.port });
  }
}

/** A broker in a container, killed and started by the engine (`KafkaContainer.restart()` can wait for ever). */
export async function kafkaInDocker(port: number): Promise<Freezable> {
  const container = await new KafkaAtFixedPort(port)
    .withEnvironment({
      ...singleKafka,
      ...shortLivedKafka,
      // A killed broker is let in again only after its old session has timed out.
      KAFKA_BROKER_SESSION_TIMEOUT_MS: '2000',
      KAFKA_BROKER_HEARTBEAT_INTERVAL_MS: '500',
    })
    .start();
  const { container: engine } = await getContainerRuntimeClient();
  const handle = engine.getById(container.getId());
  return {
    address: `127.0.0.1:${port}`,
    kill: async () => void (await handle.kill()),
    freeze: async () => void (await handle.pause()),
    thaw: async () => void (await handle.unpause()),
    start: async () => {
      await handle.start();
      await answers(port);
    },
    remove: async () => void (await container.stop()),
  };
}

async function answers(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
