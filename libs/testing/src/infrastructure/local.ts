import { EmbeddedPostgres } from '@switchboard/embedded-postgres';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../free-port';
import { InfrastructureError, type Report, type Service } from './service';

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
  const kafka = await startLocalKafka({ port: await freePort(), dataDir: folder.path, onProgress: report });
  return {
    address: kafka.brokers,
    way: 'Apache Kafka from Maven on the local JVM',
    stop: () => kafka.stop().finally(folder.remove),
  };
}

export async function embeddedPostgres(report: Report): Promise<Service> {
  const folder = scratchFolder('postgres');
  const server = await EmbeddedPostgres.start({
    dataDir: folder.path,
    database: 'test',
    onProgress: report,
    settings: { max_connections: '500' },
  });
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

function scratchFolder(name: string): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `switchboard-${name}-`));
  chmodSync(path, 0o711); // where root runs the tests, PostgreSQL's own user has to get in
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
