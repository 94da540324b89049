import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiForbiddenResponse, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { Public } from '@switchboard/runtime';
import type { Caller } from './caller';
import { CallerGuard, CALLERS, type RequestOfCaller } from './caller.guard';
import { problemAnswer } from '../show-chat/problem-answer';

/**
 * Opens a route to these kinds of callers; `agent` stands for managers too. The account guard of the runtime stays away:
 * it knows neither channel keys nor that a customer's token is worth one chat.
 */
export function Callers(...kinds: [Caller['kind'], ...Caller['kind'][]]): MethodDecorator {
  return applyDecorators(
    // The first mark stands: that of @Public would say in the document that no credential is needed.
    ApiExtension('x-access', kinds.map(nameOf)),
    Public(),
    SetMetadata(CALLERS, kinds),
    UseGuards(CallerGuard),
    ApiBearerAuth(),
    ApiUnauthorizedResponse(problemAnswer('No key or token, or one that is not valid')),
    ApiForbiddenResponse(problemAnswer('A credential that is not for this')),
  );
}

function nameOf(kind: Caller['kind']): string {
  if (kind === 'agent') return 'agents and managers of the team';
  return kind === 'customer' ? 'customer' : `channel (${kind} key)`;
}

/** The caller of a route with @Callers. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<RequestOfCaller>();
  if (!caller) throw new Error('@CurrentCaller is of use on a route with @Callers only');
  return caller;
});
