import { messagingMigrations } from '@switchboard/messaging';
import type { MigrationClass } from '@switchboard/persistence';
import { CreateSettings1764000000002 } from './1764000000002-create-settings';
import { AddInactivity1764100000000 } from './1764100000000-add-inactivity';
import { AddSignInLinks1764200000000 } from './1764200000000-add-sign-in-links';
import { AddSavedReplies1764200000001 } from './1764200000001-add-saved-replies';

/** Every migration of the schema `settings`, the tables of messaging first. */
export const migrations: MigrationClass[] = [
  ...messagingMigrations,
  CreateSettings1764000000002,
  AddInactivity1764100000000,
  AddSignInLinks1764200000000,
  AddSavedReplies1764200000001,
];
