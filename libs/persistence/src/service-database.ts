import type { ServiceName } from '@switchboard/contracts';
import type { MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** Where one service keeps its state: `service` is also the name of its PostgreSQL schema. */
export interface ServiceDatabase {
  service: ServiceName;
  url: string;
  migrations: MigrationClass[];
  /** Most connections of one instance; default 10. */
  poolSize?: number;
}
