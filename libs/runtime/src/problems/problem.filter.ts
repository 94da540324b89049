import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { correlationId } from '../logging/correlation';
import { documentOf, problemOf } from './problem-document';

/** Answers every error as problem+json; those that are ours to fix are logged with their stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const problem = problemOf(error);
    if (problem.status >= 500)
      this.logger.error(`${problem.code} ${problem.detail ?? ''}`.trim(), problem.cause ?? error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) {
      // A stream that broke in the middle: there is nobody left to tell.
      reply.raw.destroy();
      return;
    }
    const id = correlationId() ?? reply.request.id;
    void reply
      .status(problem.status)
      .headers(problem.headers)
      .type('application/problem+json')
      .send(JSON.stringify(documentOf(problem, id)));
  }
}
