import { StreamDecoder, type StreamEvent } from '@switchboard/contracts';
import { refusalOf } from './refused';

export interface StreamRequest {
  url: string;
  token: string;
  lastEventId?: string | undefined;
  /** Ends the stream. */
  signal: AbortSignal;
  /** Called once the server has answered with the stream. */
  onOpen?: () => void;
  /** Called for the id of each block, also of those that carry no event. */
  onId?: (id: string) => void;
  /** A stream without any sign of life for so long is given up; default 40 s, the server's heartbeat is 15 s. */
  silenceMs?: number;
}

/**
 * One connection to a stream of server-sent events, over `fetch`, because EventSource can send no Authorization header.
 * Ends when the server ends it; throws Refused for an error answer, or what `fetch` throws when the connection breaks.
 */
export async function* readStream(o: StreamRequest): AsyncGenerator<StreamEvent, void> {
  const silence = new Silence(o.silenceMs ?? 40_000);
  try {
    const headers: Record<string, string> = { authorization: `Bearer ${o.token}`, accept: 'text/event-stream' };
    if (o.lastEventId !== undefined) headers['last-event-id'] = o.lastEventId;
    const signal = AbortSignal.any([o.signal, silence.signal]);
    const response = await fetch(o.url, { headers, signal });
    if (!response.ok || response.body === null) throw await refusalOf(response);
    o.onOpen?.();
    const decoder = new StreamDecoder();
    for await (const text of chunksOf(response.body.pipeThrough(new TextDecoderStream()))) {
      silence.heard();
      yield* decoder.push(text);
      if (decoder.lastEventId !== undefined) o.onId?.(decoder.lastEventId);
    }
  } finally {
    silence.end();
  }
}

/** What comes through the stream, by a reader: Safari before 26.4 cannot iterate over a ReadableStream. */
async function* chunksOf<T>(stream: ReadableStream<T>): AsyncGenerator<T, void> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Whoever stops early lets go of the connection; of one that broke there is nothing left to cancel.
    await reader.cancel().catch(() => undefined);
  }
}

/** Aborts when nothing was heard for a while. */
class Silence {
  private readonly abort = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal = this.abort.signal;

  constructor(private readonly limitMs: number) {
    this.heard();
  }

  heard(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.abort.abort(new Error('the stream went silent')), this.limitMs);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
