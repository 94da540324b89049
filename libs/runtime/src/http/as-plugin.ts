import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Plugin = Parameters<NestFastifyApplication['register']>[0];

/** Nest brings its own copy of Fastify, whose types differ in name only from those the plugins were built with. */
export const asPlugin = (plugin: unknown): Plugin => plugin as Plugin;
