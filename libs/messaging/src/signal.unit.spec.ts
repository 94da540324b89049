import { Signal } from './signal';

it('keeps a signal that is given while nobody waits', async () => {
  const signal = new Signal();
  signal.give();
  const at = performance.now();
  await signal.wait(5_000);
  expect(performance.now() - at).toBeLessThan(1_000);
});

it('wakes who waits, and waits again after that', async () => {
  const signal = new Signal();
  setTimeout(() => signal.give(), 20);
  await signal.wait(5_000);
  const at = performance.now();
  await signal.wait(50);
  expect(performance.now() - at).toBeGreaterThanOrEqual(45);
});

it('sleeps on through signals, until interrupted', async () => {
  const signal = new Signal();
  setTimeout(() => signal.give(), 10);
  setTimeout(() => signal.interrupt(), 60);
  const at = performance.now();
  await signal.sleep(5_000);
  expect(performance.now() - at).toBeGreaterThanOrEqual(50);
  await signal.wait(5_000);
  expect(performance.now() - at).toBeLessThan(2_000);
});
