import type { StreamEvent } from '@switchboard/contracts';
import { pause } from './pause';
import { readStream } from './read-stream';
import { Refused } from './refused';

export interface HeldStreamOptions {
  url: string;
  token: () => string;
  onEvent: (event: StreamEvent) => void;
  /** The stream was lost and is being opened again. */
  onLost: (error: unknown) => void;
  onOpen: () => void;
  /**
   * The server has refused this token. Resolves with whether there is another to go on with; rejects when that cannot be
   * known now, and the stream tries again. Without it a token that is refused ends the stream.
   */
  replaceToken?: (refused: string) => Promise<boolean>;
  /** Something came, if only a sign that the line works. */
  onAlive?: () => void;
  firstRetryMs?: number;
}

const longestRetryMs = 10_000;

interface Connection {
  readonly abort: AbortController;
  opened: boolean;
  /** Resolves with the reason when the connection has ended; undefined: the server ended it, or will have another token. */
  ended: Promise<unknown>;
}

/**
 * Holds a stream: opens it again when it is lost, from the last event seen, and shows each event once. `refresh` opens
 * the next connection before it lets go of this one, so that the agent stays connected over the renewal of the token.
 */
export class HeldStream {
  private lastEventId: string | undefined;
  private shown = -1;
  private held: Connection | undefined;

  constructor(
    private readonly o: HeldStreamOptions,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when the signal aborts; rejects with Refused when the server will not have this account. */
  async hold(): Promise<void> {
    const firstRetryMs = this.o.firstRetryMs ?? 500;
    let retryMs = firstRetryMs;
    this.held = this.connect();
    while (!this.signal.aborted) {
      const connection: Connection = this.held;
      const reason = await connection.ended;
      if (this.signal.aborted) return;
      if (this.held !== connection) continue;
      if (reason instanceof Refused && !reason.isPassing) throw reason;
      retryMs = connection.opened ? firstRetryMs : Math.min(retryMs * 2, longestRetryMs);
      this.o.onLost(reason);
      await pause(retryMs * (0.5 + Math.random() / 2), this.signal);
      if (this.held === connection) this.held = this.connect();
    }
  }

  /** Changes to a new connection, with the token of now; when it cannot be opened this one stays. */
  refresh(): void {
    const next = this.connect(() => {
      const former = this.held;
      this.held = next;
      former?.abort.abort();
    });
  }

  private connect(onOpen?: () => void): Connection {
    const abort = new AbortController();
    const connection: Connection = { abort, opened: false, ended: Promise.resolve() };
    connection.ended = this.read(abort.signal, () => {
      connection.opened = true;
      onOpen?.();
      this.o.onOpen();
    });
    return connection;
  }

  private async read(own: AbortSignal, onOpen: () => void): Promise<unknown> {
    const signal = AbortSignal.any([own, this.signal]);
    const onId = (id: string): void => this.move(id);
    const token = this.o.token();
    const request = { url: this.o.url, token, lastEventId: this.lastEventId, signal, onOpen, onId };
    try {
      for await (const event of readStream(request)) this.show(event);
      return undefined;
    } catch (error) {
      return this.withAnotherToken(token, error);
    }
  }

  /** Resolves with undefined where the stream was refused for its token and there is another now, else with the reason. */
  private async withAnotherToken(token: string, reason: unknown): Promise<unknown> {
    const { replaceToken } = this.o;
    if (!replaceToken || !(reason instanceof Refused) || reason.status !== 401) return reason;
    try {
      return (await replaceToken(token)) ? undefined : reason;
    } catch (fault) {
      return fault;
    }
  }

  /** While two connections overlap, both bring the same events; those without a number are for the moment only. */
  private show(event: StreamEvent): void {
    if (event.id === undefined) return this.o.onEvent(event);
    const number = Number(event.id);
    const isBeginning = event.event === 'ready' || event.event === 'reset';
    if (!isBeginning && number <= this.shown) return;
    this.shown = number;
    this.lastEventId = event.id;
    this.o.onEvent(event);
  }

  /** Ids without an event lead past events of the feed that are for others. */
  private move(id: string): void {
    this.o.onAlive?.();
    if (Number(id) > this.shown) this.shown = Number(id);
    this.lastEventId = String(this.shown);
  }
}
