/** What each service module is registered with; the broker's type belongs to messaging. */
export interface ServiceOptions<Broker = unknown> {
  databaseUrl: string;
  broker: Broker;
  /** Unique for each running process. */
  instanceId: string;
}
