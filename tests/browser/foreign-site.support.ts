import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForeignSite {
  url: string;
  close: () => void;
}

/**
 * A web site of others, on another host name than Switchboard: `/` has the widget on it, `/ko` in Korean, and
 * `/framing?address` frames an address. Its policy allows the widget what it needs and nothing else.
 */
export async function startForeignSite(switchboard: string, key: string): Promise<ForeignSite> {
  const policy = `default-src 'none'; script-src ${switchboard}; frame-src ${switchboard}; require-trusted-types-for 'script'`;
  const page = (lang: string, body: string): string =>
    `<!doctype html><html lang="${lang}"><meta name="viewport" content="width=device-width"><title>A shop</title>
     <main><h1>A shop</h1>${body}</main>`;
  const widget = `<script src="${switchboard}/widget.js" data-key="${key}" async></script>`;
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const framed = url.startsWith('/framing?') ? decodeURIComponent(url.slice('/framing?'.length)) : undefined;
    const body = framed === undefined ? widget : `<iframe title="Framed" src="${framed}"></iframe>`;
    response.end(page(url === '/ko' ? 'ko' : 'en', body));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => void server.close() };
}
