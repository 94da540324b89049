import type { ServiceDatabase } from '@switchboard/persistence';
import { migrations } from './migrations';

/** Schema `intake` of the database at `url`. */
export function intakeDatabase(url: string): ServiceDatabase {
  return { service: 'intake', url, migrations };
}
