import { type CloudEvent, StreamDecoder, type StreamEvent } from '@switchboard/contracts';
import { eventually } from './eventually';

interface ClientOptions {
  lastEventId?: string;
}

/** A real reader of a stream, over fetch; keeps all that it was sent. */
export class StreamClient {
  readonly events: StreamEvent[] = [];
  lastEventId: string | undefined;
  ended = false;
  text = '';
  private readonly abort = new AbortController();

  private constructor(readonly response: Response) {}

  /** Fails when the server does not answer with a stream. */
  static async open(url: string, token: string, o: ClientOptions = {}): Promise<StreamClient> {
    const abort = new AbortController();
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (o.lastEventId !== undefined) headers['last-event-id'] = o.lastEventId;
    const response = await fetch(url, { headers, signal: abort.signal });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    const client = new StreamClient(response);
    abort.signal.throwIfAborted();
    client.abort.signal.addEventListener('abort', () => abort.abort());
    void client.read();
    return client;
  }

  close(): void {
    this.abort.abort();
  }

  /** The events of the feed, without `ready` and `reset`, and without what has no number. */
  get feed(): StreamEvent[] {
    return this.events.filter(({ id, event }) => id !== undefined && event !== 'ready' && event !== 'reset');
  }

  /** The data of those that are in no feed, in the order in which they came. */
  get passing(): unknown[] {
    return this.events.flatMap(({ id, data }) => (id === undefined ? [JSON.parse(data) as unknown] : []));
  }

  get numbers(): number[] {
    return this.feed.map((event) => Number(event.id));
  }

  /** What the events of an agents' feed are. */
  get cloudEvents(): CloudEvent[] {
    return this.feed.map((event) => JSON.parse(event.data) as CloudEvent);
  }

  /** Waits for the first event of this name. */
  async first(name: string): Promise<StreamEvent> {
    return eventually(() => {
      const found = this.events.find((event) => event.event === name);
      if (!found) throw new Error(`no ${name} among ${this.events.map((event) => event.event).join(', ')}`);
      return found;
    });
  }

  /** Waits for so many events of the feed. */
  async received(count: number): Promise<void> {
    await eventually(
      () => {
        if (this.feed.length < count) throw new Error(`${this.feed.length} of ${count} events`);
      },
      { timeoutMs: 15_000 },
    );
  }

  async whenEnded(withinMs = 15_000): Promise<void> {
    await eventually(
      () => {
        if (!this.ended) throw new Error('the stream goes on');
      },
      { timeoutMs: withinMs },
    );
  }

  private async read(): Promise<void> {
    const decoder = new StreamDecoder();
    try {
      if (!this.response.body) throw new Error('the answer has no body');
      for await (const text of this.response.body.pipeThrough(new TextDecoderStream())) {
        this.text += text;
        this.events.push(...decoder.push(text));
        this.lastEventId = decoder.lastEventId;
      }
    } catch {
      // Broken off: as good as ended.
    }
    this.ended = true;
  }
}
