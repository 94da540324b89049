import { METHOD_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS } from './decorators';

type Handler = (...args: unknown[]) => unknown;

/** Throws when a route has neither @Public nor @Roles: nobody may have forgotten to decide who may call it. */
export function assertAccessDeclared(modules: ModulesContainer): void {
  const undecided = [...modules.values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap((wrapper) => (typeof wrapper.metatype === 'function' ? routesWithoutAccess(wrapper.metatype) : []));
  if (undecided.length > 0) {
    throw new Error(`These routes have neither @Public nor @Roles: ${[...new Set(undecided)].join(', ')}`);
  }
}

function routesWithoutAccess(controller: { name: string; prototype?: unknown }): string[] {
  if (Reflect.hasMetadata(ACCESS, controller)) return [];
  const prototype = controller.prototype as Record<string, Handler>;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .filter((name) => {
      const handler = prototype[name];
      // A handler of messages has no HTTP method and needs no role: who may write to Kafka is decided there.
      return handler && Reflect.hasMetadata(METHOD_METADATA, handler) && !Reflect.hasMetadata(ACCESS, handler);
    })
    .map((name) => `${controller.name}.${name}`);
}
