import type { ServiceDatabase } from '@switchboard/persistence';
import { migrations } from './migrations';

/** Where the service keeps its state: schema `notification` of the database at `url`. */
export function notificationDatabase(url: string): ServiceDatabase {
  return { service: 'notification', url, migrations };
}
