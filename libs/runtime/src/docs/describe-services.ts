import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ServiceName } from '@switchboard/contracts';
import { RuntimeModule } from '../app/runtime.module';
import { TokenVerifier } from '../auth/token-verifier';
import { createDocument } from './create-document';

/** The OpenAPI documents of these services, without starting them: in Nest's preview nothing is even constructed. */
export async function describeServices(
  module: unknown,
  services: readonly ServiceName[],
): Promise<Partial<Record<ServiceName, OpenAPIObject>>> {
  const around = RuntimeModule.around(module, new TokenVerifier({ jwksUrls: [] }));
  const options = { preview: true, abortOnError: false, logger: false } as const;
  const app = await NestFactory.create(around, new FastifyAdapter(), options);
  return Object.fromEntries(services.map((service) => [service, createDocument(app, service)]));
}
