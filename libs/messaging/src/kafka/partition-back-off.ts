const FIRST_MS = 100;
const LONGEST_MS = 10_000;

interface Partition {
  topic: string;
  partition: number;
}

/** How long a failing partition stays paused: doubles with each failure in a row, other partitions go on. */
export class PartitionBackOff {
  private readonly failures = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();

  /** Calls `resume` after the pause and returns its length in milliseconds. */
  pause(partition: Partition, resume: () => void): number {
    const key = keyOf(partition);
    const failures = this.failures.get(key) ?? 0;
    this.failures.set(key, failures + 1);
    const delay = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      resume();
    }, delay);
    this.timers.add(timer);
    return delay;
  }

  succeeded(partition: Partition): void {
    if (this.failures.size > 0) this.failures.delete(keyOf(partition));
  }

  /** Nothing is resumed any more. */
  cancel(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}

const keyOf = ({ topic, partition }: Partition): string => `${topic}:${partition}`;
