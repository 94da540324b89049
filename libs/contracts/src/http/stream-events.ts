/** One event of a stream in the text/event-stream format; `data` is JSON and so has no line breaks of its own. */
export interface StreamEvent {
  /** The event's number in its feed. What is in no feed has none, and is told once. */
  id?: string;
  event: string;
  data: string;
}

/** The event as it goes over the wire. */
export function encodeStreamEvent(e: StreamEvent): string {
  const id = e.id === undefined ? '' : `id: ${e.id}\n`;
  return `${id}event: ${e.event}\ndata: ${e.data}\n\n`;
}

/**
 * A sign of life that nobody is told of; with `id` it also moves the client's Last-Event-ID on, past events of the feed
 * that were not for this reader.
 */
export function encodeStreamHeartbeat(id?: number): string {
  return id === undefined ? ': heartbeat\n\n' : `: heartbeat\nid: ${id}\n\n`;
}

/**
 * Reads a text/event-stream piece by piece (HTML standard, section 9.2.6). Blocks without data move `lastEventId` only; an
 * event has the id of its own block, not the last one of the stream, so that those without a number can be told apart.
 * A block that was cut off by the end of the stream is never shown.
 */
export class StreamDecoder {
  lastEventId: string | undefined;
  private rest = '';
  private id: string | undefined;
  private event = '';
  private data: string[] = [];

  /** Takes the next piece of text and returns the events that it completes. */
  push(text: string): StreamEvent[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): StreamEvent[] {
    if (line === '') return this.endOfBlock();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id' && !value.includes('\0')) this.id = value;
    if (field === 'event') this.event = value;
    if (field === 'data') this.data.push(value);
    return [];
  }

  private endOfBlock(): StreamEvent[] {
    const { id, event, data } = this;
    this.lastEventId = id ?? this.lastEventId;
    this.id = undefined;
    this.event = '';
    this.data = [];
    if (data.length === 0) return [];
    return [{ ...(id !== undefined && { id }), event: event === '' ? 'message' : event, data: data.join('\n') }];
  }
}
