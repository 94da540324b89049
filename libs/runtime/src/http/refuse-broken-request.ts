import type { ProblemCode } from '@switchboard/contracts';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '../problems/problem';
import { documentOf } from '../problems/problem-document';

/** Node's names for what it gives up; whatever else breaks here is no HTTP. */
const codeByError: Partial<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST.TIMEOUT',
  HPE_HEADER_OVERFLOW: 'REQUEST.TOO_LARGE',
};

/** Answers bytes that never became a request, so that no route and no filter hears of them, and hangs up. */
export function refuseBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(new Problem(codeByError[error.code ?? ''] ?? 'REQUEST.INVALID')));
  socket.destroy(error);
}

function answerTo(problem: Problem): string {
  const id = randomUUID();
  const body = JSON.stringify(documentOf(problem, id));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-correlation-id: ${id}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
