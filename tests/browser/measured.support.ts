import type { Page } from 'playwright-core';

/** What the page notes while it is watched: times between frames, long tasks and interactions, in milliseconds. */
const watch = `window.measured = { frames: [], longTasks: [], interactions: [] };
let last = performance.now();
requestAnimationFrame(function frame(now) {
  measured.frames.push(now - last);
  last = now;
  requestAnimationFrame(frame);
});
const note = (list, entries) => list.push(...entries.map(({ duration }) => duration));
new PerformanceObserver((seen) => note(measured.longTasks, seen.getEntries())).observe({ type: 'longtask' });
new PerformanceObserver((seen) => note(measured.interactions, seen.getEntries().filter((each) => each.interactionId)))
  .observe({ type: 'event', durationThreshold: 16 });`;

interface Measured {
  frames: number[];
  longTasks: number[];
  interactions: number[];
}

export interface Memory {
  nodes: number;
  listeners: number;
  heapMb: number;
}

/** Begins to note how the page does. */
export async function startMeasuring(page: Page): Promise<void> {
  await page.evaluate(watch);
}

const at = (sorted: number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** What was noted since, in lines for people. */
export async function measuredLines(page: Page): Promise<string[]> {
  const { frames, longTasks, interactions } = await page.evaluate<Measured>('measured');
  const sorted = [...frames].sort((a, b) => a - b);
  const late = frames.filter((each) => each > 50).length;
  const longest = Math.max(0, ...longTasks);
  return [
    `${frames.length} frames: median ${ms(at(sorted, 0.5))}, p95 ${ms(at(sorted, 0.95))}, p99 ${ms(at(sorted, 0.99))}, ${late} over 50 ms`,
    `${longTasks.length} long tasks, the longest ${ms(longest)}`,
    `${interactions.length} interactions of 16 ms or more, the slowest ${ms(Math.max(0, ...interactions))}`,
  ];
}

/** From the press of Enter in what has the focus until what `selector` names is painted, in milliseconds. */
export async function enterToPaint(page: Page, selector: string): Promise<number> {
  await page.evaluate(`window.painted = new Promise((resolve) => {
    let pressed;
    addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
    const changes = new MutationObserver(() => {
      if (pressed === undefined || !document.querySelector(${JSON.stringify(selector)})) return;
      changes.disconnect();
      // The task after the next frame's callbacks begins once that frame was drawn.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
    });
    changes.observe(document, { subtree: true, childList: true });
  }); undefined`);
  await page.keyboard.press('Enter');
  return page.evaluate<number>('painted');
}

/** What the page holds once all garbage is gone. */
export async function memoryOf(page: Page): Promise<Memory> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await cdp.send('Memory.getDOMCounters');
  await cdp.detach();
  return { nodes, listeners, heapMb: usedSize / 1_000_000 };
}
