// Testcontainers is loaded where it is used: every spec loads this library, few start a container, and it takes a second.
import { InfrastructureError, type Service } from './service';
import { kafkaSettings, postgresSettings } from './settings';

const kafkaImage = 'confluentinc/cp-kafka:8.0.0';
const postgresImage = 'postgres:18';

/**
 * Whether a Docker engine answers.
 * @throws InfrastructureError when DOCKER_HOST names one that does not: that is a fault, not an absence.
 */
export async function dockerAnswers(): Promise<boolean> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  try {
    await getContainerRuntimeClient();
    return true;
  } catch (cause) {
    const host = process.env['DOCKER_HOST'];
    if (!host) return false;
    throw new InfrastructureError(`DOCKER_HOST is set, but no Docker engine answers at ${host}.`, { cause });
  }
}

/** For the logs of a disposable broker: in memory the topics of a namespace are made in half the time. */
const sharedMemory = 1024 ** 3;

export async function kafkaContainer(disposable: boolean): Promise<Service> {
  const { KafkaContainer } = await import('@testcontainers/kafka');
  const container = await named(kafkaImage, () =>
    new KafkaContainer(kafkaImage)
      .withSharedMemorySize(sharedMemory)
      .withEnvironment(kafkaSettings(disposable))
      .start(),
  );
  const address = `${container.getHost()}:${container.getMappedPort(9093)}`;
  return { address, way: `Testcontainers (${kafkaImage})`, stop: async () => void (await container.stop()) };
}

/**
 * Asked until it is ready, and then no more. The health check that comes with the module starts a process four times a
 * second for as long as the container lives: a fifth of a core, and under load its killed probes, children of the server,
 * which is the container's first process, make it believe that one of its own has crashed.
 */
export async function postgresContainer(disposable: boolean): Promise<Service> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const { Wait } = await import('testcontainers');
  const settings = Object.entries(postgresSettings(disposable));
  const command = ['postgres', ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const container = await named(postgresImage, () =>
    new PostgreSqlContainer(postgresImage)
      .withCommand(command)
      .withHealthCheck({ test: ['NONE'] as unknown as ['CMD', string] })
      .withWaitStrategy(Wait.forSuccessfulCommand('pg_isready --quiet --host localhost'))
      .start(),
  );
  const address = container.getConnectionUri();
  return { address, way: `Testcontainers (${postgresImage})`, stop: async () => void (await container.stop()) };
}

/** Docker answers, so a container that fails is a fault and must not be hidden by another way. */
async function named<T>(image: string, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const cleaner = 'TESTCONTAINERS_RYUK_DISABLED';
    const hint = process.env[cleaner] ? '' : ` (or its cleaner testcontainers/ryuk: ${cleaner}=true does without)`;
    throw new InfrastructureError(`Docker answers, but the container ${image} fails${hint}: ${reason}`, { cause });
  }
}
