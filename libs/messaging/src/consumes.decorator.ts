import { applyDecorators, Catch, UseFilters } from '@nestjs/common';
import type { RpcExceptionFilter } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import type { ConsumerName } from '@switchboard/contracts';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';

/** Nest's own filter replaces an unknown error by "Internal server error"; the runner must see the SQLSTATE. */
@Catch()
class RethrowFilter implements RpcExceptionFilter<unknown> {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception);
  }
}

/**
 * Marks `handle(batch: Batch<C>): Promise<void>` of a Nest `@Controller()` as the handler of one declared consumer.
 * The service does not start when a declared consumer has no handler, two handlers, or a handler's name is unknown.
 */
export function Consumes(name: ConsumerName): MethodDecorator {
  return applyDecorators(EventPattern(name), UseFilters(new RethrowFilter()));
}
