import { messagingMigrations } from '@switchboard/messaging';
import type { MigrationClass } from '@switchboard/persistence';
import { Routing1700000000100 } from './1700000000100-routing';

/** Every migration of the schema `routing`, oldest first. */
export const migrations: MigrationClass[] = [...messagingMigrations, Routing1700000000100];
