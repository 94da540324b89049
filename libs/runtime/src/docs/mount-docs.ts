import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@switchboard/contracts';
import { createDocument } from './create-document';

/** Swagger UI sets styles and draws icons by itself; scripts and data come from here only. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const assetFolder = dirname(require.resolve('swagger-ui-dist/package.json'));

const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/**
 * Serves `/api/v1/<service>/openapi.json` and the browsable `/api/v1/<service>/docs`, all from this process.
 * The document is made when somebody first asks for it: few ever do, and it is a sixth of what a start costs.
 */
export function mountDocs(app: NestFastifyApplication, service: ServiceName): void {
  const fastify = app.getHttpAdapter().getInstance();
  const root = `/api/v1/${service}`;
  let document: string | undefined;
  const serve = (path: string, type: string, content: () => string | Buffer): void => {
    fastify.get(`${root}/${path}`, (_request, reply) =>
      reply.header('content-security-policy', pagePolicy).type(type).send(content()),
    );
  };
  serve('openapi.json', 'application/json; charset=utf-8', () => {
    document ??= JSON.stringify(createDocument(app, service));
    return document;
  });
  serve('docs', 'text/html; charset=utf-8', () => page(service));
  serve('docs/start.js', 'text/javascript; charset=utf-8', () => startScript(root));
  for (const [name, type] of Object.entries(assets)) {
    serve(`docs/${name}`, type, () => readFileSync(join(assetFolder, name)));
  }
}

function page(service: ServiceName): string {
  const base = `/api/v1/${service}/docs`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Switchboard ${service}</title><link rel="stylesheet" href="${base}/swagger-ui.css"></head>
<body><div id="ui"></div><script src="${base}/swagger-ui-bundle.js"></script><script src="${base}/start.js"></script></body>
</html>
`;
}

function startScript(root: string): string {
  return `SwaggerUIBundle({ url: '${root}/openapi.json', dom_id: '#ui', deepLinking: true });\n`;
}
