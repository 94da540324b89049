import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a database that can be cut, as by a server that stops. Not a test itself; named so that no build contains it. */
export class Line {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    /** The database's address by this way. */
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<Line> {
    const url = new URL(databaseUrl);
    const { hostname, port } = url;
    const server = createServer((near) => line.join(near, connect(Number(port || 5432), hostname)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const line = new Line(server, url.href);
    return line;
  }

  /** Breaks every connection; new ones are refused. */
  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    this.server.listen(Number(new URL(this.url).port), '127.0.0.1');
    await once(this.server, 'listening');
  }

  private join(...ends: [Socket, Socket]): void {
    for (const [end, other] of [ends, ends.toReversed()] as [Socket, Socket][]) {
      this.sockets.add(end);
      end.pipe(other);
      end.on('error', () => other.destroy());
      end.on('close', () => this.sockets.delete(end) && other.destroy());
    }
  }
}
