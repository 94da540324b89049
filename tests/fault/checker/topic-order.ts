import type { Findings } from './findings';
import type { History } from './history';

/**
 * Within a topic and key the numbers rise, apart from repeats (which the history has left out): whoever publishes may
 * publish again, but never skip back. Numbers are those of the team, of a transcript, or the versions of an agent, a team
 * or a channel.
 */
export function checkTopicOrder({ events, notices }: History, findings: Findings): void {
  const highest = new Map<string, number>();
  const numbered = [...events.map((event) => ({ ...event, number: event.seq })), ...notices];
  numbered.sort((a, b) => a.record.partition - b.record.partition || a.record.offset - b.record.offset);
  for (const { topic, record, number, data } of numbered) {
    if (number === undefined) continue;
    const key = `${topic} ${record.partition} ${record.key}`;
    const before = highest.get(key) ?? number;
    if (number < before) {
      const where = `${topic}-${record.partition}@${record.offset}`;
      const about = data.chatId === undefined ? `key ${record.key}` : `chat ${data.chatId}`;
      findings.add('orderViolations', `${where}: number ${number} (${about}) came after number ${before}`);
    }
    highest.set(key, Math.max(number, before));
  }
}
