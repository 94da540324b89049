import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KafkaError } from './error.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const pom = join(here, 'pom.xml');
export const cache = join(here, '../../.cache/kafka');

/**
 * The folder with Kafka's jars; fetched by Maven once for each content of pom.xml.
 * @param {(line: string) => void} progress
 * @param {AbortSignal} [signal] gives up the fetch
 * @returns {Promise<string>}
 */
export async function jars(progress, signal) {
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = join(cache, `jars-${version}`);
  if (existsSync(folder)) return folder;
  progress('Kafka: fetching Apache Kafka from Maven Central (43 MB, once)');
  // Filled aside and renamed when complete: an interrupted fetch leaves nothing that looks whole.
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    await maven(['-DincludeScope=runtime', `-DoutputDirectory=${draft}`], progress, signal);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

function maven(options, progress, signal) {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
  const args = ['-B', '-f', pom, goal, ...options];
  const child = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
  const output = [];
  let fetched = 0;
  const read = (chunk) => {
    const text = String(chunk);
    output.push(text);
    const before = fetched;
    fetched += (text.match(/Downloaded from .*\.jar/g) ?? []).length;
    if (Math.floor(fetched / 20) > Math.floor(before / 20)) progress(`Kafka: ${fetched} files fetched`);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(
        error.name === 'AbortError'
          ? error
          : new KafkaError(
              'Maven (mvn) is not installed: install it (Debian: apt install maven), or set KAFKA_BROKERS.',
            ),
      ),
    );
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const reason =
        output
          .join('')
          .split('\n')
          .find((line) => line.includes('ERROR')) ?? `exit code ${code}`;
      reject(new KafkaError(`Maven could not fetch Apache Kafka: ${reason.slice(0, 300)}`));
    });
  });
}
