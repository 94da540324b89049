import { Logger } from '@nestjs/common';
import { Kafka, logLevel, type LogEntry, type SASLOptions } from 'kafkajs';
import type { KafkaBrokerOptions } from './kafka.options';
import { patchRequestQueuePolling } from './polling-patch';
import { patchProduceEncoding } from './produce-patch';

/** kafkajs, with our logger and our encoding, and without its polling. */
export function createKafka(o: KafkaBrokerOptions): Kafka {
  patchRequestQueuePolling();
  patchProduceEncoding();
  return new Kafka({
    clientId: o.clientId,
    brokers: o.brokers,
    ssl: o.tls ?? false,
    // The three mechanisms differ only in their name; kafkajs has a type for each.
    ...(o.sasl ? { sasl: o.sasl as SASLOptions } : {}),
    logLevel: logLevel.WARN,
    logCreator: () => writeLog,
    connectionTimeout: 3_000,
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
  });
}

const logger = new Logger('Kafka');

/** kafkajs calls an error what it then retries by itself; what does not recover reaches us as a crash. */
function writeLog({ namespace, level, log }: LogEntry): void {
  const reason = typeof log.error === 'string' ? `: ${log.error}` : '';
  const group = typeof log.groupId === 'string' ? ` (${log.groupId})` : '';
  const line = `${namespace}: ${log.message}${reason}${group}`;
  // A refused request ("not the leader yet") is thrown as well: it is retried, or it reaches us as an error.
  const thrownToo = namespace === 'Connection' && log.message.startsWith('Response ');
  if (level <= logLevel.WARN && !thrownToo) logger.warn(line);
  else logger.debug(line);
}
