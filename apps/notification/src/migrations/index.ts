import { messagingMigrations } from '@switchboard/messaging';
import type { MigrationClass } from '@switchboard/persistence';
import { CreateNotification1764000000001 } from './1764000000001-create-notification';

/** In the order in which they run; a migration that was released is never changed. */
export const migrations: MigrationClass[] = [...messagingMigrations, CreateNotification1764000000001];
