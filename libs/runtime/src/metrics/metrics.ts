import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface MetricOptions {
  name: string;
  help: string;
  labelNames?: readonly string[];
}

const registry = new Registry();

/** The metric of that name, made at the first call: two services in one process may ask for the same one. */
function once<T>(name: string, make: () => T): T {
  return (registry.getSingleMetric(name) as T | undefined) ?? make();
}

/**
 * Metrics of this process, over one registry. Names end in `_total` or `_seconds`;
 * a label never holds a team, a person or an id: their number has no bound.
 */
export const metrics = {
  registry,
  counter: (o: MetricOptions): Counter =>
    once(o.name, () => new Counter({ ...o, labelNames: o.labelNames ?? [], registers: [registry] })),
  gauge: (o: MetricOptions): Gauge =>
    once(o.name, () => new Gauge({ ...o, labelNames: o.labelNames ?? [], registers: [registry] })),
  histogram: (o: MetricOptions & { buckets?: number[] }): Histogram =>
    once(o.name, () => new Histogram({ ...o, labelNames: o.labelNames ?? [], registers: [registry] })),
  /** Metrics of the process itself (memory, event loop, garbage collection); adds them once. */
  collectProcessMetrics: (): void => {
    if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry });
  },
};
