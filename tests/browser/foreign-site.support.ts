import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';

export interface ForeignSite {
  url: string;
  close: () => void;
}

/** The page in the widget's frame. */
export async function framed(page: Page): Promise<Frame> {
  const element = await page.locator('iframe').elementHandle();
  return (await element?.contentFrame()) as Frame;
}

// What shops have against empty boxes of their templates, and for the one box that is all of their page.
const rules = 'div:empty { display: none !important } body > div { display: none }';

/**
 * A web site of others, on another host name than Switchboard: `/` has the widget on it, `/ko` in Korean, `/isolated` where
 * nothing is taken from others that does not say that it is for them, and `/framing?address` frames an address. Its policy
 * allows the widget what it needs and nothing else, and its style sheet does not know the widget.
 */
export async function startForeignSite(switchboard: string, key: string): Promise<ForeignSite> {
  const policy = `default-src 'none'; script-src ${switchboard}; frame-src ${switchboard}; style-src 'nonce-shop';
    require-trusted-types-for 'script'`.replace(/\s+/g, ' ');
  const page = (lang: string, body: string): string =>
    `<!doctype html><html lang="${lang}"><meta name="viewport" content="width=device-width"><title>A shop</title>
     <style nonce="shop">${rules}</style>
     <main><h1>A shop</h1>${body}</main>`;
  const widget = `<script src="${switchboard}/widget.js" data-key="${key}" async></script>`;
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('content-security-policy', policy);
    if (url === '/isolated') response.setHeader('cross-origin-embedder-policy', 'require-corp');
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
