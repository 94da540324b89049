import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthRegistry } from '../health/health-registry';
import { EnvironmentError } from '../environment/read-environment';
import { firstLine } from '../logging/first-line';
import { redactText } from '../logging/redact';

export interface RunOptions {
  port: number;
  host: string;
  /** Called with the address once the process listens and its consumers have been started. */
  onReady?: (url: string) => void | Promise<void>;
  /** What the application stood on and only now may end, such as standalone's database; also after a failed start. */
  afterClose?: () => Promise<void>;
  /** How long a graceful shutdown may take before it is forced; default 25 s, under Kubernetes' 30. */
  shutdownMs?: number;
}

const httpDrainMs = 5_000;
const idlePollMs = 50;
const defaultShutdownMs = 25_000;

/**
 * Starts HTTP, then the consumers. SIGTERM or SIGINT ends them in order: consumers finish the batch in flight,
 * streams and HTTP end, pools close, exit 0. A second signal, or a shutdown that takes too long, exits with 1.
 * What fails at boot is printed as one line and the process exits with 1.
 */
export async function runApp(app: NestFastifyApplication, o: RunOptions): Promise<void> {
  const shutdown = new Shutdown(app, o);
  shutdown.listen();
  try {
    await app.init();
    await app.listen({ port: o.port, host: o.host });
    await app.startAllMicroservices();
    await o.onReady?.(await app.getUrl());
  } catch (error) {
    // A signal in the middle of the start makes it fail too; that shutdown is already on its way.
    if (shutdown.begun) return;
    await o.afterClose?.();
    bootFailed(error);
  }
}

/** Prints why the process cannot start, without a stack trace, and ends it with 1. For `main.ts`. */
export function bootFailed(error: unknown): never {
  process.stderr.write(`${bootMessage(error)}\n`);
  process.exit(1);
}

/** One line for people; an unusable environment has a line for each wrong variable. */
export function bootMessage(error: unknown): string {
  if (error instanceof EnvironmentError) return error.message;
  const { code, port, address } = (error ?? {}) as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE') return `Port ${port} is taken on ${address}: stop what listens there, or set PORT.`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} may not be used by this user: set PORT.`;
  return redactText(firstLine(error) || 'The start failed for an unknown reason.');
}

class Shutdown {
  private readonly logger = new Logger('Shutdown');
  begun = false;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly o: RunOptions,
  ) {}

  listen(): void {
    const onSignal = (signal: string): void => {
      if (this.begun) process.exit(1);
      void this.run(`${signal} received`, 0);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
    this.app.get(HealthRegistry).onFatal((reason) => void this.run(reason, 1));
    process.on('uncaughtException', (error) => this.crash(error));
    process.on('unhandledRejection', (reason) => this.crash(reason));
  }

  /** The state of a process that threw where nobody listened is not known: end it, another instance takes over. */
  private crash(error: unknown): void {
    this.logger.fatal('Uncaught error', error);
    if (this.begun) process.exit(1);
    void this.run('Uncaught error', 1);
  }

  private async run(reason: string, exitCode: number): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    this.logger.log(`Shutting down: ${reason}`);
    const limitMs = this.o.shutdownMs ?? defaultShutdownMs;
    setTimeout(() => {
      this.logger.fatal(`Shutdown took longer than ${limitMs} ms`);
      process.exit(1);
    }, limitMs).unref();
    try {
      await this.closeInOrder();
      this.logger.log('Shutdown complete');
      process.exit(exitCode);
    } catch (error) {
      this.logger.fatal('Shutdown failed', error);
      process.exit(1);
    }
  }

  private async closeInOrder(): Promise<void> {
    this.app.get(HealthRegistry).stop();
    await Promise.all(this.app.getMicroservices().map(closeMicroservice));
    const server = this.app.getHttpServer();
    // Node closes the connections that are idle now; those that become idle would be kept for the next request.
    setInterval(() => server.closeIdleConnections(), idlePollMs).unref();
    // Whoever still holds a connection after this (a stream nobody ended) is cut off.
    setTimeout(() => server.closeAllConnections(), httpDrainMs).unref();
    await this.app.close();
    await this.o.afterClose?.();
  }
}

/** Without the mark Nest would let one microservice's end run the shutdown hooks of the whole application. */
async function closeMicroservice(microservice: unknown): Promise<void> {
  const closable = microservice as { setIsTerminated?: (value: boolean) => void; close(): Promise<void> };
  closable.setIsTerminated?.(true);
  await closable.close();
}
