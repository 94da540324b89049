import type { Decision } from '../../api/types';
import { waitOf } from './wait';

const enqueuedAt = '2026-11-22T10:00:00.000Z';
const decided = (kind: Decision['kind'], at: string): Decision => ({ kind, at: `2026-11-22T${at}Z`, sentence: '' });

it('goes on until somebody is assigned', () => {
  expect(waitOf(enqueuedAt, [decided('queued', '10:00:00.000')])).toEqual({ since: enqueuedAt });
  expect(waitOf(null, [])).toBeUndefined();
});

it('ended with the first assignment, whoever had the chat later', () => {
  const course = [
    decided('queued', '10:00:00.000'),
    decided('assigned', '10:00:20.500'),
    decided('requeued', '10:01:00.000'),
    decided('assigned', '10:02:00.000'),
    decided('ended', '10:09:00.000'),
  ];
  expect(waitOf(enqueuedAt, course)).toEqual({ tookMs: 20_500 });
});

it('ended with the chat where nobody was assigned', () => {
  expect(waitOf(enqueuedAt, [decided('ended', '10:00:30.000')])).toEqual({ tookMs: 30_000 });
});
