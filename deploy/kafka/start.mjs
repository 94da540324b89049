#!/usr/bin/env node
// `npm run kafka [-- --port 9092 --data-dir FOLDER]`: a local single-node Apache Kafka until Ctrl-C.
import { parseArgs } from 'node:util';
import { KafkaError, startLocalKafka } from './local-kafka.mjs';

function fail(error) {
  console.error(error instanceof KafkaError || error.code?.startsWith('ERR_PARSE_ARGS') ? error.message : error);
  process.exit(1);
}

function readOptions() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, 'data-dir': { type: 'string' } } });
  const port = Number(values.port ?? 9092);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new KafkaError(`--port ${values.port} is no port number.`);
  return { port, dataDir: values['data-dir'], onProgress: (line) => console.log(line) };
}

const starting = new AbortController();
let interrupted = false;
let kafka;
async function end() {
  if (interrupted) return;
  interrupted = true;
  if (!kafka) return starting.abort();
  console.log('Kafka: stopping');
  await kafka.stop();
  console.log('Kafka: stopped');
  process.exit(0);
}
process.on('SIGINT', end);
process.on('SIGTERM', end);

try {
  kafka = await startLocalKafka({ ...readOptions(), signal: starting.signal });
} catch (error) {
  if (interrupted) process.exit(130);
  fail(error);
}
console.log('Kafka: ready, Ctrl-C stops it');
console.log(`KAFKA_BROKERS=${kafka.brokers}`);
const line = await kafka.exited;
if (!interrupted) fail(new KafkaError(line));
