import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { withCorrelationId } from '../logging/correlation';
import { metrics } from '../metrics/metrics';

const quiet = /^\/(health|metrics)(\/|$)/;

/** Correlation id, one log line and one measurement for each request. */
export function installRequestHooks(app: NestFastifyApplication): void {
  const logger = new Logger('Http');
  const duration = metrics.histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-correlation-id', request.id);
    withCorrelationId(request.id, done);
  });
  // Reading the body goes on in the socket's context, not in the request's: enter it again.
  fastify.addHook('preValidation', (request, _reply, done) => withCorrelationId(request.id, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    const facts = factsOf(request, reply);
    duration.observe({ method: facts.method, route: facts.route, status: facts.status }, facts.ms / 1000);
    withCorrelationId(request.id, () =>
      quiet.test(facts.route) ? logger.debug('Request', facts) : logger.log('Request', facts),
    );
    done();
  });
}

interface AnsweredRequest {
  method: string;
  is404: boolean;
  routeOptions: { url?: string | undefined };
}

interface Answer {
  statusCode: number;
  elapsedTime: number;
}

interface RequestFacts {
  method: string;
  route: string;
  status: number;
  ms: number;
}

/** The route's template only: paths and queries hold ids, and may hold what a caller put there by mistake. */
function factsOf(request: AnsweredRequest, reply: Answer): RequestFacts {
  return {
    method: request.method,
    route: request.is404 ? 'none' : (request.routeOptions.url ?? 'none'),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
}
