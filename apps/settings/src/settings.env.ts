import { baseEnvironment } from '@switchboard/runtime';
import { z } from 'zod';

/** What the commands need that work on the database alone. */
export const databaseEnvironment = baseEnvironment.pick({ DATABASE_URL: true });

/** Where people reach Switchboard, as all services know it. */
export const addressEnvironment = baseEnvironment.pick({ PUBLIC_URL: true });

/** What the commands need that ask a running service. */
export const operatorEnvironment = z.object({
  PUBLIC_URL: baseEnvironment.shape.PUBLIC_URL.default('http://127.0.0.1:3000'),
  SWITCHBOARD_OPERATOR_EMAIL: z.string(),
  SWITCHBOARD_OPERATOR_PASSWORD: z.string(),
});
