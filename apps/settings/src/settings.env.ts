import { baseEnvironment } from '@switchboard/runtime';
import { z } from 'zod';

/** What passwords are hashed with: log2 of scrypt's N. */
export const passwordEnvironment = z.object({
  PASSWORD_SCRYPT_LN: z.coerce.number().int().min(10).max(20).default(15),
});

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
