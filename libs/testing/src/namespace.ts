import { randomBytes } from 'node:crypto';

/** A Kafka namespace of a test's own: prefix of its topics and groups on the shared cluster. */
export function testNamespace(): string {
  return `t${randomBytes(5).toString('hex')}.`;
}
