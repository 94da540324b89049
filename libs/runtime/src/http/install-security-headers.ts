import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { asPlugin } from './as-plugin';

/** An answer of the API is data: a browser that shows it must run and load nothing. */
export async function installSecurityHeaders(app: NestFastifyApplication): Promise<void> {
  await app.register(asPlugin(helmet), {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    // Publishable keys are used by pages of other origins; CORS decides for them, not this header.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    frameguard: { action: 'deny' },
  });
}
