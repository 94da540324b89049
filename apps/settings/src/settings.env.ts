import { baseEnvironment } from '@switchboard/runtime';
import { z } from 'zod';

/** What the commands need that work on the database alone. */
export const databaseEnvironment = baseEnvironment.pick({ DATABASE_URL: true });

/** Where people reach Switchboard. */
export const addressEnvironment = baseEnvironment.pick({ PUBLIC_URL: true });

/** What the commands need that ask a running service. */
export const operatorEnvironment = z.object({
  ...addressEnvironment.shape,
  SWITCHBOARD_OPERATOR_EMAIL: z.string(),
  SWITCHBOARD_OPERATOR_PASSWORD: z.string(),
});
