import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type INestApplication, Logger } from '@nestjs/common';
import { ModulesContainer, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@switchboard/contracts';
import { ZodValidationPipe } from 'nestjs-zod';
import { assertAccessDeclared } from '../auth/assert-access-declared';
import { AuthGuard } from '../auth/auth.guard';
import type { TokenVerifier } from '../auth/token-verifier';
import { mountDocs } from '../docs/mount-docs';
import { HealthRegistry } from '../health/health-registry';
import { CorsPolicy } from '../http/cors-policy';
import { installCors } from '../http/install-cors';
import { installRequestHooks } from '../http/install-request-hooks';
import { installSecurityHeaders } from '../http/install-security-headers';
import { refuseBrokenRequest } from '../http/refuse-broken-request';
import { servePages } from '../http/serve-pages';
import { AppLogger } from '../logging/app-logger';
import { isCorrelationId } from '../logging/correlation';
import { metrics } from '../metrics/metrics';
import { Outages } from '../problems/outages';
import { ProblemFilter } from '../problems/problem.filter';
import { documentOf, problemOf } from '../problems/problem-document';
import { RuntimeModule } from './runtime.module';

export interface AppOptions {
  /** Name in the logs: the service's, or `standalone`. */
  name: string;
  verifier: TokenVerifier;
  logLevel: string;
  /** Logs as text for a terminal instead of JSON lines. */
  logsForPeople?: boolean;
  /** The services whose documents are served by this process. */
  services: readonly ServiceName[];
  /** The folder of a built web app that is served beside the services. */
  pages?: string;
}

/** Whose `X-Forwarded-For` is believed: an edge on the same machine or in the same private network (RFC 1918, RFC 4193). */
const trustedProxies = ['loopback', 'uniquelocal'];
const bodyLimitBytes = 256 * 1024;
const requestTimeoutMs = 30_000;
const keepAliveTimeoutMs = 75_000;

/**
 * The HTTP application around a service's module (or several): logs, security headers, limits, authorisation,
 * validation, problem+json, documents, health and metrics. Not yet listening; `runApp` starts it.
 * Throws when a part cannot be built, or a route has neither @Public nor @Roles.
 */
export async function createApp(module: unknown, o: AppOptions): Promise<NestFastifyApplication> {
  const logger = new AppLogger({ level: o.logLevel, name: o.name, forPeople: o.logsForPeople });
  Logger.overrideLogger(logger);
  const app = await NestFactory.create<NestFastifyApplication>(
    RuntimeModule.around(module, o.verifier),
    createAdapter(),
    // The caller decides what to do with a failure at boot, and says it in one line.
    { logger, abortOnError: false, bodyParser: false },
  );
  try {
    await furnish(app, o);
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

async function furnish(app: NestFastifyApplication, o: AppOptions): Promise<void> {
  assertAccessDeclared(app.get(ModulesContainer));
  metrics.collectProcessMetrics();
  // JSON only, by Fastify's own parser.
  app.getHttpAdapter().getInstance().removeContentTypeParser('text/plain');
  installRequestHooks(app);
  await installSecurityHeaders(app);
  await installCors(app, app.get(CorsPolicy));
  app.useGlobalFilters(new ProblemFilter(app.get(Outages)));
  app.useGlobalGuards(new AuthGuard(app.get(Reflector), o.verifier));
  app.useGlobalPipes(new ZodValidationPipe());
  for (const service of o.services) mountDocs(app, service);
  if (o.pages !== undefined) await servePages(app.getHttpAdapter().getInstance(), o.pages);
}

function createAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    trustProxy: trustedProxies,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    forceCloseConnections: 'idle',
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-correlation-id'];
      return isCorrelationId(given) ? given : randomUUID();
    },
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: refuseBrokenRequest,
    // URLs that cannot be decoded never reach a route, nor the filter.
    frameworkErrors: (error: unknown, request: { id: string }, reply: { raw: ServerResponse }) => {
      const problem = problemOf(error);
      reply.raw.writeHead(problem.status, {
        'content-type': 'application/problem+json',
        'x-correlation-id': request.id,
      });
      reply.raw.end(JSON.stringify(documentOf(problem, request.id)));
    },
  });
}

/** The registry of an app's health checks; for what is not built by Nest. */
export const healthOf = (app: INestApplication): HealthRegistry => app.get(HealthRegistry);
