/** Something that happens, and those who want to hear of it. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Calls back each time. Returns how to stop that. */
  readonly listen = (listener: (value: T) => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Tells all of them. What one throws is reported as uncaught: it keeps nothing from the others, nor from who tells. */
  emit(value: T): void {
    for (const listener of this.listeners) {
      try {
        listener(value);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
