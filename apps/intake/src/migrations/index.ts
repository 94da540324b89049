import { messagingMigrations } from '@switchboard/messaging';
import type { MigrationClass } from '@switchboard/persistence';
import { CreateIntake1764000000001 } from './1764000000001-create-intake';

export const migrations: MigrationClass[] = [...messagingMigrations, CreateIntake1764000000001];
