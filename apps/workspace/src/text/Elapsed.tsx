import { useSyncExternalStore } from 'react';
import { clockOf } from './duration';
import { serverNow } from './server-time';

const listeners = new Set<() => void>();
let now = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = serverNow();
  for (const each of listeners) each();
}

/** One clock for all that tick, so that they tick together and none when nobody looks. */
function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = serverNow();
    timer = setInterval(tick, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How long ago it was by the server's clock, ticking. */
export function Elapsed({ since }: { since: string }) {
  const at = useSyncExternalStore(listen, () => now);
  return <time dateTime={since}>{clockOf(at - Date.parse(since))}</time>;
}
