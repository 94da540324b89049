import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that waits for what the test answers. */
export interface Connected {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Opens the stream, with this as its first text. */
  open(text?: string): void;
  refuse(status: number, problem: object): void;
  /** Resolves when the client has let go. */
  readonly closed: Promise<void>;
}

/** A server on the loopback whose answers the test writes, one connection after another. */
export class StreamServer {
  private readonly waiting: Connected[] = [];
  private wanted: ((connected: Connected) => void)[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => this.arrived(connectedOf(request, response)));
  }

  static async start(): Promise<StreamServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StreamServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/stream`;
  }

  /** The next connection that a client opens. */
  next(): Promise<Connected> {
    const connected = this.waiting.shift();
    return connected ? Promise.resolve(connected) : new Promise((resolve) => this.wanted.push(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private arrived(connected: Connected): void {
    const want = this.wanted.shift();
    if (want) want(connected);
    else this.waiting.push(connected);
  }
}

const connectedOf = (request: IncomingMessage, response: ServerResponse): Connected => ({
  request,
  response,
  open(text = ': open\n\n') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(text);
  },
  refuse(status, problem) {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify(problem));
  },
  closed: new Promise((resolve) => response.on('close', resolve)),
});
