/** One command of several: which, and whether the drain comes before the next. */
interface Turn {
  readonly which: number;
  readonly drained: boolean;
}

/** Every order of so many commands, with a drain or none between any two of them. */
export function ordersOf(count: number): (readonly Turn[])[] {
  const drains = 2 ** Math.max(0, count - 1);
  return permutationsOf(Array.from({ length: count }, (_, i) => i)).flatMap((order) =>
    Array.from({ length: drains }, (_, between) =>
      order.map((which, i) => ({ which, drained: (between & (1 << i)) !== 0 })),
    ),
  );
}

function permutationsOf(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutationsOf(items.filter((each) => each !== item)).map((rest) => [item, ...rest]));
}
