import { messagingMigrations } from '@switchboard/messaging';
import type { MigrationClass } from '@switchboard/persistence';
import { Routing1700000000100 } from './1700000000100-routing';
import { MovesAndDeadlines1764700000200 } from './1764700000200-moves-and-deadlines';
import { Statistics1764700000300 } from './1764700000300-statistics';
import { DeadlinesSince1764700000400 } from './1764700000400-deadlines-since';
import { LastWords1764700000500 } from './1764700000500-last-words';
import { SequenceFloor1764700000600 } from './1764700000600-sequence-floor';
import { PresenceLiveSince1764700000700 } from './1764700000700-presence-live-since';

/** Every migration of the schema `routing`, oldest first. */
export const migrations: MigrationClass[] = [
  ...messagingMigrations,
  Routing1700000000100,
  MovesAndDeadlines1764700000200,
  Statistics1764700000300,
  DeadlinesSince1764700000400,
  LastWords1764700000500,
  SequenceFloor1764700000600,
  PresenceLiveSince1764700000700,
];
