/** Binary min-heap over a fixed comparator; built in O(n), the top changes in O(log n). */
export class Heap<T> {
  private readonly items: T[];

  constructor(
    items: Iterable<T>,
    private readonly compare: (a: T, b: T) => number,
  ) {
    this.items = [...items];
    for (let at = (this.items.length >> 1) - 1; at >= 0; at--) this.sink(at);
  }

  /** The first in order, if any. */
  get top(): T | undefined {
    return this.items[0];
  }

  /** The first `count` in order, or all; O(count²), so for a few only. */
  first(count: number): T[] {
    const { items, compare } = this;
    const found: T[] = [];
    // Only a child of what was taken can be next.
    const open = items.length > 0 ? [0] : [];
    while (found.length < count && open.length > 0) {
      let best = 0;
      for (let i = 1; i < open.length; i++) {
        if (compare(items[open[i] as number] as T, items[open[best] as number] as T) < 0) best = i;
      }
      const at = open[best] as number;
      found.push(items[at] as T);
      const child = 2 * at + 1;
      if (child < items.length) open[best] = child;
      else open.splice(best, 1);
      if (child + 1 < items.length) open.push(child + 1);
    }
    return found;
  }

  /** Restores the order after the top has moved back in it. */
  topChanged(): void {
    this.sink(0);
  }

  /** Takes the top out. */
  removeTop(): void {
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return;
    this.items[0] = last;
    this.sink(0);
  }

  private sink(start: number): void {
    const { items, compare } = this;
    const item = items[start] as T;
    let at = start;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      const right = child + 1;
      if (right < items.length && compare(items[right] as T, items[child] as T) < 0) child = right;
      if (compare(item, items[child] as T) <= 0) break;
      items[at] = items[child] as T;
      at = child;
    }
    items[at] = item;
  }
}
