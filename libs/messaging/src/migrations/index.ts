import type { MigrationInterface } from 'typeorm';
import { Messaging1700000000000 } from './1700000000000-messaging';

/** Outbox, inbox and dead letters; first in the list of migrations of every service. */
export const messagingMigrations: (new () => MigrationInterface)[] = [Messaging1700000000000];
