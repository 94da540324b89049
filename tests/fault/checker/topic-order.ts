import type { Findings } from './findings';
import type { LifeEvent } from './history';

/**
 * Within a topic and key the numbers of the team rise, apart from repeats (which the history has left out): whoever
 * publishes may publish again, but never skip back.
 */
export function checkTopicOrder(events: readonly LifeEvent[], findings: Findings): void {
  const highest = new Map<string, LifeEvent>();
  const inOrder = [...events].sort(
    (a, b) => a.record.partition - b.record.partition || a.record.offset - b.record.offset,
  );
  for (const event of inOrder) {
    const { topic, record, seq, chatId } = event;
    const key = `${topic} ${record.partition} ${record.key}`;
    const before = highest.get(key);
    if (before && seq < before.seq) {
      const where = `${topic}-${record.partition}@${record.offset}`;
      findings.add('orderViolations', `${where}: number ${seq} (chat ${chatId}) came after number ${before.seq}`);
    } else {
      highest.set(key, event);
    }
  }
}
