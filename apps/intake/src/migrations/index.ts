import { messagingMigrations } from '@switchboard/messaging';
import type { MigrationClass } from '@switchboard/persistence';
import { CreateIntake1764000000001 } from './1764000000001-create-intake';
import { TellHowItEnded1764100000000 } from './1764100000000-tell-how-it-ended';

export const migrations: MigrationClass[] = [
  ...messagingMigrations,
  CreateIntake1764000000001,
  TellHowItEnded1764100000000,
];
