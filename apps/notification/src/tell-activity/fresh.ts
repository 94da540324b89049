import type { CloudEvent } from '@switchboard/contracts';

/** As long as clients show that somebody is typing, and some time for the way. */
const typingLastsMs = 10_000;

/** Whether it is still worth telling. That somebody was typing is soon over; what was read stays so. */
export function isFresh({ time, data }: CloudEvent<'chat.activity'>, now: number): boolean {
  return data.kind === 'read' || now - Date.parse(time) <= typingLastsMs;
}
