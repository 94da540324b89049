import { dockerAnswers, kafkaContainer, postgresContainer } from './containers';
import { given } from './given';
import { embeddedPostgres, localKafka } from './local';
import { InfrastructureError, type Report, type Service } from './service';

export interface Infrastructure {
  readonly databaseUrl: string;
  /** Undefined when there is no Kafka at hand; then the Kafka suites are skipped, with the reason. */
  readonly kafkaBrokers?: string;
  readonly noKafkaReason?: string;
  /** The environment of the test processes. */
  readonly environment: Record<string, string>;
  stop(): Promise<void>;
}

export interface InfrastructureOptions {
  /** They are of no use after this run, so they wait for no disk. Not for measurements. Default: no. */
  readonly disposable?: boolean;
}

type Way = 'containers' | 'local';
type Kafka = Service | { missing: string };

/**
 * The one place that decides what tests run on: what KAFKA_BROKERS and DATABASE_URL give; else Testcontainers if a Docker
 * engine answers; else a local Kafka from Maven (if Java and Maven are there) and an embedded PostgreSQL.
 * TEST_INFRASTRUCTURE=containers|local forces one of the last two. Says what it chose; a way that was chosen and fails is
 * an error, never a reason to try the next.
 * @throws InfrastructureError
 */
export async function startInfrastructure(
  report: Report = (line) => console.log(line),
  { disposable = false }: InfrastructureOptions = {},
): Promise<Infrastructure> {
  const forced = forcedWay();
  // A forced way is forced for both: addresses that happen to be set do not count.
  const addresses = forced ? [] : await Promise.all([given('KAFKA_BROKERS'), given('DATABASE_URL')]);
  const [kafka, postgres] = await both<Kafka, Service>(
    addresses[0] ?? (() => startKafka(forced, report, disposable)),
    addresses[1] ?? (() => startPostgres(forced, report, disposable)),
  );
  report(`Kafka: ${'missing' in kafka ? `none (${kafka.missing})` : `${kafka.way}, KAFKA_BROKERS=${kafka.address}`}`);
  report(`PostgreSQL: ${postgres.way}, ${withoutPassword(postgres.address)}`);
  return describeInfrastructure(kafka, postgres);
}

function forcedWay(): Way | undefined {
  const value = process.env['TEST_INFRASTRUCTURE'];
  if (!value) return undefined;
  if (value === 'containers' || value === 'local') return value;
  throw new InfrastructureError(`TEST_INFRASTRUCTURE=${value} is unknown: containers or local.`);
}

async function wayFor(forced: Way | undefined): Promise<Way> {
  if (forced === 'local') return forced;
  if (await dockerAnswers()) return 'containers';
  if (forced) throw new InfrastructureError('TEST_INFRASTRUCTURE=containers, but no Docker engine answers.');
  return 'local';
}

async function startKafka(forced: Way | undefined, report: Report, disposable: boolean): Promise<Kafka> {
  return (await wayFor(forced)) === 'containers' ? kafkaContainer(disposable) : localKafka(report);
}

async function startPostgres(forced: Way | undefined, report: Report, disposable: boolean): Promise<Service> {
  return (await wayFor(forced)) === 'containers' ? postgresContainer(disposable) : embeddedPostgres(report, disposable);
}

/** Starts both at once; when one fails, the other does not stay behind. */
async function both<A extends object, B extends object>(
  first: A | (() => Promise<A>),
  second: B | (() => Promise<B>),
): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([
    typeof first === 'function' ? first() : first,
    typeof second === 'function' ? second() : second,
  ]);
  if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
  for (const started of [a, b]) if (started.status === 'fulfilled') await stopService(started.value);
  throw (a.status === 'rejected' ? a : (b as PromiseRejectedResult)).reason;
}

async function stopService(service: object): Promise<void> {
  if ('stop' in service) await (service as Service).stop();
}

function describeInfrastructure(kafka: Kafka, postgres: Service): Infrastructure {
  const stop = async (): Promise<void> => {
    await Promise.all([stopService(kafka), postgres.stop()]);
  };
  const databaseUrl = postgres.address;
  if ('missing' in kafka) {
    const environment = { DATABASE_URL: databaseUrl, KAFKA_MISSING: kafka.missing };
    return { databaseUrl, noKafkaReason: kafka.missing, environment, stop };
  }
  const environment = { DATABASE_URL: databaseUrl, KAFKA_BROKERS: kafka.address };
  return { databaseUrl, kafkaBrokers: kafka.address, environment, stop };
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  url.password = url.password && '…';
  return decodeURIComponent(url.href);
}
