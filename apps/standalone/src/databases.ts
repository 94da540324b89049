import { intakeDatabase } from '@switchboard/intake';
import { notificationDatabase } from '@switchboard/notification';
import type { ServiceDatabase } from '@switchboard/persistence';
import { routingDatabase } from '@switchboard/routing';
import { settingsDatabase } from '@switchboard/settings';

/** The four services' schemas in one PostgreSQL database. Nobody reads another's tables. */
export const databasesAt = (url: string): ServiceDatabase[] =>
  [settingsDatabase, intakeDatabase, routingDatabase, notificationDatabase].map((database) => database(url));
