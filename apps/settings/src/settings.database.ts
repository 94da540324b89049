import type { ServiceDatabase } from '@switchboard/persistence';
import { migrations } from './migrations';

/** The schema `settings` of the database at `url`. */
export function settingsDatabase(url: string): ServiceDatabase {
  return { service: 'settings', url, migrations };
}
