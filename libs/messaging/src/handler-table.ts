import { consumers } from '@switchboard/contracts';
import type { ConsumerName, ServiceName } from '@switchboard/contracts';

/**
 * Compares the handlers found with the consumers that contracts declare for the attached services.
 * Throws one error that names every unknown, duplicate and missing handler.
 */
export function assertHandlers(found: readonly string[], services: Iterable<ServiceName>): void {
  const attached = new Set<ServiceName>(services);
  const declared = (Object.keys(consumers) as ConsumerName[]).filter((name) => attached.has(consumers[name].service));
  const faults = [
    ...declared.filter((name) => !found.includes(name)).map((name) => `${name} has no handler`),
    ...new Set(found.filter((name, at) => found.indexOf(name) !== at).map((name) => `${name} has two handlers`)),
    ...found.filter((name) => !declared.some((known) => known === name)).map((name) => `${name} is not declared`),
  ];
  if (faults.length > 0) throw new Error(`Consumers and handlers do not match: ${faults.join('; ')}.`);
}
