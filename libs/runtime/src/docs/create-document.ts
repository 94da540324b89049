import type { INestApplication, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ServiceName } from '@switchboard/contracts';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { type Access, ACCESS_EXTENSION } from '../auth/decorators';
import { zodSchemas } from './zod-schemas';

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem details. `code` is stable and never reused for another meaning.',
  required: ['type', 'title', 'status', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', examples: ['REQUEST.INVALID'] },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
    correlationId: { type: 'string' },
  },
};

const problemResponse = {
  description: 'The request was refused or failed; `code` says why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The OpenAPI 3.1 document of one service: its paths, the schemas they use, and the one way errors look. */
export function createDocument(app: INestApplication, service: ServiceName): OpenAPIObject {
  const prefix = `/api/v1/${service}`;
  const { modules, controllers } = partsUnder(app.get(ModulesContainer), prefix);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Switchboard ${service}`)
    .setVersion('1')
    .addBearerAuth()
    .build();
  // Only this service's modules: in one process two services may have a DTO of the same name.
  const raw =
    modules.length > 0 ? SwaggerModule.createDocument(app, config, { include: modules }) : { ...config, paths: {} };
  const whole = cleanupOpenApiDoc(raw, { version: '3.1' });
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => isUnder(path, prefix)));
  for (const item of Object.values(paths)) Object.values(item as object).forEach(finishOperation);
  const schemas = { ...whole.components?.schemas, ...zodSchemas(controllers), Problem: problemSchema } as Schemas;
  return { ...whole, paths, components: { ...whole.components, schemas: usedSchemas(paths, schemas) } };
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

function isUnder(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}

function partsUnder(container: ModulesContainer, prefix: string): { modules: Type[]; controllers: Type[] } {
  const modules = new Set<Type>();
  const controllers = new Set<Type>();
  for (const module of container.values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const paths = [Reflect.getMetadata(PATH_METADATA, metatype) as string | string[]].flat();
      if (!paths.some((path) => isUnder(`/${path.replace(/^\//, '')}`, prefix))) continue;
      modules.add(module.metatype);
      controllers.add(metatype as Type);
    }
  }
  return { modules: [...modules], controllers: [...controllers] };
}

interface Operation {
  security?: unknown;
  description?: string;
  responses?: Record<string, unknown>;
  [ACCESS_EXTENSION]?: Access;
}

/** Says who may call it, and how it answers when it cannot. */
function finishOperation(part: unknown): void {
  const operation = part as Operation;
  if (!operation.responses) return;
  operation.responses['default'] ??= problemResponse;
  const access = operation[ACCESS_EXTENSION];
  if (access === 'public') delete operation.security;
  else if (access)
    operation.description = [operation.description, `For: ${access.join(', ')}.`].filter(Boolean).join('\n\n');
}

/** The schemas that are referred to from `root`, directly or through others. */
function usedSchemas<T>(root: unknown, schemas: Record<string, T>): Record<string, T> {
  const used: Record<string, T> = {};
  const visit = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const schema = name === undefined ? undefined : schemas[name];
      if (name === undefined || schema === undefined || name in used) continue;
      used[name] = schema;
      visit(schema);
    }
  };
  visit(root);
  return used;
}
