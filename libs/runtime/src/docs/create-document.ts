import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ServiceName } from '@switchboard/contracts';
import { cleanupOpenApiDoc } from 'nestjs-zod';

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
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Switchboard ${service}`)
    .setVersion('1')
    .addBearerAuth()
    .build();
  const whole = cleanupOpenApiDoc(SwaggerModule.createDocument(app, config), { version: '3.1' });
  const prefix = `/api/v1/${service}`;
  const paths = Object.fromEntries(
    Object.entries(whole.paths).filter(([path]) => path === prefix || path.startsWith(`${prefix}/`)),
  );
  for (const item of Object.values(paths)) addProblemResponses(item as Record<string, unknown>);
  const schemas = { ...(whole.components?.schemas ?? {}), Problem: problemSchema as never };
  return {
    ...whole,
    paths,
    components: { ...whole.components, schemas: usedSchemas(paths, schemas) },
  };
}

function addProblemResponses(item: Record<string, unknown>): void {
  for (const operation of Object.values(item)) {
    const { responses } = operation as { responses?: Record<string, unknown> };
    if (responses) responses['default'] ??= problemResponse;
  }
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
