/** A broker or a database for the tests. */
export interface Service {
  /** The value of KAFKA_BROKERS or DATABASE_URL. */
  readonly address: string;
  /** How it came to be, for the report. */
  readonly way: string;
  stop(): Promise<void>;
}

/** Why the infrastructure could not be had: one line for the person who runs the tests. */
export class InfrastructureError extends Error {
  override readonly name = 'InfrastructureError';
}

export type Report = (line: string) => void;
