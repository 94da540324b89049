/** Something that happens, and those who want to hear of it. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Calls back each time. Returns how to stop that. */
  readonly listen = (listener: (value: T) => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  emit(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
}
