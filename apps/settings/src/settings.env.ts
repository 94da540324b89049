import { baseEnvironment } from '@switchboard/runtime';
import { z } from 'zod';

/** The environment of the settings service. */
export const settingsEnvironment = baseEnvironment.extend({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
});
