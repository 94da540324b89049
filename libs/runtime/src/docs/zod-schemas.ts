import type { Controller } from '@nestjs/common/interfaces';
import { MetadataScanner } from '@nestjs/core';
import { z } from 'zod';

type Schemas = Record<string, unknown>;
type ControllerClass = new (...args: never[]) => Controller;
interface ZodDto {
  name: string;
  schema: z.ZodType;
}

/** Where @nestjs/swagger keeps what its decorators were told. */
const swaggerMetadata = ['swagger/apiResponse', 'swagger/apiParameters', 'swagger/apiExtraModels'];

/**
 * The JSON Schemas of all DTOs that these controllers take or give, by class name, straight from zod.
 * (@nestjs/swagger reads `type: ['string', 'null']`, zod's word for a nullable string, as "array of strings".)
 */
export function zodSchemas(controllers: readonly ControllerClass[]): Schemas {
  const schemas: Schemas = {};
  for (const dto of controllers.flatMap(dtosOf)) {
    const {
      $defs,
      $schema: _,
      ...schema
    } = z.toJSONSchema(dto.schema, {
      io: dto.name.endsWith('_Output') ? 'output' : 'input',
      unrepresentable: 'any',
    });
    Object.assign(schemas, withComponentRefs({ ...$defs, [dto.name]: schema }));
  }
  return schemas;
}

function withComponentRefs(schemas: Schemas): Schemas {
  return JSON.parse(JSON.stringify(schemas).replaceAll('"#/$defs/', '"#/components/schemas/')) as Schemas;
}

function dtosOf(controller: ControllerClass): ZodDto[] {
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] as object;
    const parameters: unknown = Reflect.getMetadata('design:paramtypes', prototype, name);
    return zodDtosIn([parameters, ...swaggerMetadata.map((key): unknown => Reflect.getMetadata(key, handler))]);
  });
}

/** Decorators keep classes as they are, in lists, or as `{ type: Class }` by status. */
function zodDtosIn(value: unknown, depth = 0): ZodDto[] {
  if (isZodDto(value)) return [value];
  if (typeof value !== 'object' || value === null || depth > 3) return [];
  return Object.values(value).flatMap((part) => zodDtosIn(part, depth + 1));
}

function isZodDto(value: unknown): value is ZodDto {
  return typeof value === 'function' && 'isZodDto' in value && 'schema' in value && value.schema instanceof z.ZodType;
}
