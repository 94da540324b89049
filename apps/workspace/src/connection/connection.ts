import { useSyncExternalStore } from 'react';
import { Signal } from '../app/signal';

/** `lost`: what is shown may be old, and the stream is being opened again. */
export type Connection = 'connecting' | 'open' | 'lost';

/** The state of the reader's stream, as the page says it. */
export class ConnectionState {
  private now: Connection = 'connecting';
  private readonly changed = new Signal<void>();
  readonly listen = this.changed.listen;

  readonly get = (): Connection => this.now;

  change(next: Connection): void {
    if (next === this.now) return;
    this.now = next;
    this.changed.emit();
  }
}

export const useConnection = (state: ConnectionState): Connection => useSyncExternalStore(state.listen, state.get);
