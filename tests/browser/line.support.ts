import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The line between a browser and a Switchboard, which can be cut: an address of its own that leads to the same place. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private losesAnswers = false;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (browser) => this.join(browser));
  }

  static async to(address: string): Promise<Line> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Line(server, new URL(address));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the browser says arrives, what it is answered does not, as when a line is about to break. */
  loseAnswers(): void {
    this.losesAnswers = true;
  }

  /** Whatever goes on breaks, and nothing can be begun. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    [this.isCut, this.losesAnswers] = [false, false];
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(browser: Socket): void {
    if (this.isCut) return void browser.destroy();
    const switchboard = connect(Number(this.target.port), this.target.hostname);
    browser.on('data', (said) => switchboard.write(said));
    switchboard.on('data', (answer) => this.losesAnswers || browser.write(answer));
    for (const [one, other] of [
      [browser, switchboard],
      [switchboard, browser],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
