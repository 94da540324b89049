import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { correlationId } from '../logging/correlation';
import { firstLine } from '../logging/first-line';
import type { Outages } from './outages';
import { type Problem, unavailable } from './problem';
import { documentOf, problemOf } from './problem-document';

/** Answers every error as problem+json; those that are ours to fix are logged with their stack, an outage by a line. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly outages: Outages) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const problem = this.read(error);
    if (problem.status >= 500) this.log(problem);
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

  private read(error: unknown): Problem {
    const problem = problemOf(error);
    return problem.code === 'SERVER.INTERNAL' && this.outages.includes(error) ? unavailable(error) : problem;
  }

  private log(problem: Problem): void {
    const text = `${problem.code} ${problem.detail ?? ''}`.trim();
    const { cause = problem } = problem;
    if (this.outages.includes(cause)) this.logger.warn(`${text}: ${firstLine(cause)}`);
    else this.logger.error(text, cause);
  }
}
