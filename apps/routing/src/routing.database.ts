import type { ServiceDatabase } from '@switchboard/persistence';
import { migrations } from './migrations';

/** Routing's schema in the database at this address. */
export const routingDatabase = (url: string): ServiceDatabase => ({ service: 'routing', url, migrations });
