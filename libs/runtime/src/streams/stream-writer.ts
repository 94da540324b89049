import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What is needed of a Fastify reply. */
export interface StreamReply {
  readonly raw: ServerResponse;
  getHeaders(): OutgoingHttpHeaders;
  hijack(): unknown;
}

/** Above this nothing more is handed to a reader's connection; what it misses is read again when it has caught up. */
const maxBufferedBytes = 1024 * 1024;
const keepAliveMs = 30_000;
const endMs = 2_000;

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Tells nginx to pass on each event at once.
  'x-accel-buffering': 'no',
  connection: 'close',
};

/**
 * The response as a stream of text with a bounded buffer. A reader who does not take what was sent within `stalledMs`
 * is cut off, so that nobody can make this process keep more and more.
 */
export class StreamWriter {
  private stalled: NodeJS.Timeout | undefined;
  private waiting: (() => void)[] = [];
  private readonly onClosed: Promise<void>;
  closed = false;

  constructor(
    private readonly reply: StreamReply,
    private readonly stalledMs: number,
    private readonly onCut: () => void,
  ) {
    const { raw } = reply;
    this.onClosed = new Promise((resolve) => raw.once('close', resolve)).then(() => this.release());
    raw.on('drain', () => this.drained());
    raw.on('error', () => raw.destroy());
  }

  /** Resolves when the response has ended, whoever ended it. */
  whenClosed(): Promise<void> {
    return this.onClosed;
  }

  /** Takes the response out of Fastify's hands and sends the headers. */
  begin(): void {
    const { raw } = this.reply;
    this.reply.hijack();
    raw.writeHead(200, { ...this.reply.getHeaders(), ...streamHeaders });
    raw.flushHeaders();
    raw.socket?.setKeepAlive(true, keepAliveMs);
  }

  /** Whether the reader has so much to take that it should be left alone. */
  get isFull(): boolean {
    return this.reply.raw.writableLength >= maxBufferedBytes;
  }

  write(text: string): void {
    const { raw } = this.reply;
    if (text === '' || this.closed || raw.writableEnded || raw.write(text)) return;
    this.stalled ??= setTimeout(() => {
      this.onCut();
      raw.destroy();
    }, this.stalledMs);
  }

  /** Resolves when everything written was taken, or the stream is closed. */
  async whenDrained(): Promise<void> {
    if (this.closed || !this.stalled) return;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Ends the stream with a remark for people who read it; a reader who does not take that is cut off. */
  end(remark: string): void {
    const { raw } = this.reply;
    if (this.closed || raw.writableEnded) return;
    if (!raw.headersSent) raw.destroy();
    else raw.end(`: ${remark}\n\n`);
    setTimeout(() => raw.destroy(), endMs).unref();
  }

  private drained(): void {
    clearTimeout(this.stalled);
    this.stalled = undefined;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private release(): void {
    this.closed = true;
    this.drained();
  }
}
