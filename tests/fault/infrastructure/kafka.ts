import { freePort, shortLivedKafka } from '@switchboard/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kafkaInDocker } from './kafka-in-docker';
import { type Freezable, gone } from './killable';

interface LocalKafka {
  canRunLocalKafka: () => boolean;
  startLocalKafka: (options: { port: number; dataDir: string; jvmOptions: string[] }) => Promise<Broker>;
}

interface Broker {
  readonly brokers: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * A broker of our own: on the local JVM where Java and Maven are, else in Docker; TEST_INFRASTRUCTURE=local|containers
 * forces one. Rejects where there is neither.
 */
export async function killableKafka(): Promise<Freezable> {
  const path = resolve(__dirname, '../../../deploy/kafka/local-kafka.mjs');
  const local = (await import(pathToFileURL(path).href)) as LocalKafka;
  const forced = process.env['TEST_INFRASTRUCTURE'];
  return (forced ? forced === 'local' : local.canRunLocalKafka()) ? kafkaOnJvm(local) : kafkaInDocker(await freePort());
}

async function kafkaOnJvm({ startLocalKafka }: LocalKafka): Promise<Freezable> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-fault-kafka-'));
  const port = await freePort();
  const jvmOptions = shortLivedKafka.KAFKA_JVM_PERFORMANCE_OPTS.split(' ');
  const launch = (): Promise<Broker> => startLocalKafka({ port, dataDir, jvmOptions });
  let broker = await launch();
  return {
    address: broker.brokers,
    kill: async () => {
      process.kill(broker.pid, 'SIGKILL');
      await gone(broker.pid);
    },
    freeze: () => Promise.resolve(void process.kill(broker.pid, 'SIGSTOP')),
    thaw: () => Promise.resolve(void process.kill(broker.pid, 'SIGCONT')),
    start: async () => {
      // A broker that was killed reads all its logs again, which a busy machine may take longer for than it is given.
      broker = await launch().catch(launch);
    },
    remove: async () => {
      await broker.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
