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

  /** The second in order, if any. */
  get second(): T | undefined {
    const [, left, right] = this.items;
    if (left === undefined || right === undefined) return left;
    return this.compare(left, right) <= 0 ? left : right;
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
