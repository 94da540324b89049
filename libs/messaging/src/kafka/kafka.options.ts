/** How to reach the cluster. */
export interface KafkaBrokerOptions {
  /** `host:port`, at least one. */
  brokers: string[];
  clientId: string;
  /** Prefix of topics and groups: several installations, or tests, on one cluster. Default ''. */
  namespace?: string;
  tls?: boolean;
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
  /** For topics that `ensureTopics` creates; default 1. */
  replicationFactor?: number;
  /** Partitions of one consumer that are processed at the same time; each takes one database connection. Default 3. */
  concurrency?: number;
  /** What ends the process when a consumer has crashed for good; default: log, then exit with 1. */
  onFatal?: (error: Error) => void;
}
