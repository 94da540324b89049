import { EmbeddedPostgres } from '@switchboard/embedded-postgres';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../free-port';
import { InfrastructureError, type Report, type Service } from './service';
import { postgresSettings } from './settings';

/** What deploy/kafka/local-kafka.mjs offers. */
interface LocalKafka {
  canRunLocalKafka: () => boolean;
  startLocalKafka: (options: {
    port: number;
    dataDir: string;
    onProgress: Report;
  }) => Promise<{ brokers: string; stop(): Promise<void> }>;
}

/** Apache Kafka from Maven on the local JVM, or why not: an absent Java is no fault. */
export async function localKafka(report: Report): Promise<Service | { missing: string }> {
  const { canRunLocalKafka, startLocalKafka } = await loadLocalKafka();
  if (!canRunLocalKafka()) return { missing: 'no KAFKA_BROKERS, no Docker engine, and no Java with Maven' };
  const folder = scratchFolder('kafka');
  const kafka = await folder.orRemove(async () =>
    startLocalKafka({ port: await freePort(), dataDir: folder.path, onProgress: report }),
  );
  return {
    address: kafka.brokers,
    way: 'Apache Kafka from Maven on the local JVM',
    stop: () => kafka.stop().finally(folder.remove),
  };
}

export async function embeddedPostgres(report: Report, disposable: boolean): Promise<Service> {
  const folder = scratchFolder('postgres');
  const settings = postgresSettings(disposable);
  const server = await folder.orRemove(() =>
    EmbeddedPostgres.start({ dataDir: folder.path, database: 'test', onProgress: report, settings }),
  );
  return {
    address: server.url,
    way: 'embedded PostgreSQL (npm package)',
    stop: () => server.stop().finally(folder.remove),
  };
}

function loadLocalKafka(): Promise<LocalKafka> {
  // From src as from dist: both are one folder below the package.
  const path = resolve(__dirname, '../../../../deploy/kafka/local-kafka.mjs');
  return (import(pathToFileURL(path).href) as Promise<LocalKafka>).catch((cause: unknown) => {
    throw new InfrastructureError(`deploy/kafka cannot be loaded: ${String(cause)}`, { cause });
  });
}

interface ScratchFolder {
  readonly path: string;
  remove: () => void;
  /** Does the work, and removes the folder when that fails. */
  orRemove: <T>(work: () => Promise<T>) => Promise<T>;
}

function scratchFolder(name: string): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), `switchboard-${name}-`));
  chmodSync(path, 0o711); // where root runs the tests, PostgreSQL's own user has to get in
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  const orRemove = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      remove();
      throw error;
    });
  return { path, remove, orRemove };
}
