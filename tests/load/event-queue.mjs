// Simulated time, and chance that can be repeated.

/** What is to happen, in the order of its time: a binary heap. */
export class EventQueue {
  #heap = [];
  now = 0;

  at(time, happen) {
    const heap = this.#heap;
    let i = heap.push({ time, happen }) - 1;
    for (let parent = (i - 1) >> 1; i > 0 && heap[parent].time > time; i = parent, parent = (i - 1) >> 1)
      [heap[i], heap[parent]] = [heap[parent], heap[i]];
  }

  in(seconds, happen) {
    this.at(this.now + seconds, happen);
  }

  run(until) {
    for (let next = this.#pop(); next && next.time <= until; next = this.#pop()) {
      this.now = next.time;
      next.happen();
    }
  }

  #pop() {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let i = 0; ;) {
      const child = [2 * i + 1, 2 * i + 2].reduce((least, c) => (heap[c]?.time < heap[least].time ? c : least), i);
      if (child === i) return first;
      [heap[i], heap[child]] = [heap[child], heap[i]];
      i = child;
    }
  }
}

/** Numbers in [0, 1) that a seed repeats (mulberry32), with the distributions that are needed. */
export function random(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  next.exponential = (mean) => -mean * Math.log(1 - next());
  /** @param {number} variation standard deviation / mean */
  next.logNormal = (mean, variation) => {
    const variance = Math.log(1 + variation ** 2);
    return mean * Math.exp(Math.sqrt(variance) * normal() - variance / 2);
  };
  return next;
}
