import { baseEnvironment } from '@switchboard/runtime';
import { z } from 'zod';

export const standaloneEnvironment = baseEnvironment.pick({ HOST: true, LOG_LEVEL: true }).extend({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  SWITCHBOARD_DATA_DIR: z.string().min(1).default('.switchboard'),
  /** The demo agent that plays by itself; for tests and for those who want an empty room. */
  SWITCHBOARD_DEMO_AGENT: z.enum(['on', 'off']).default('on'),
});

export type StandaloneEnvironment = z.output<typeof standaloneEnvironment>;
