import { toView } from './dead-letter-view';
import type { DeadLetterRow } from './dead-letters.repository';

const row = (preview: Buffer | null, size: number | null): DeadLetterRow => ({
  id: '7',
  consumer: 'routing.requests',
  topic: 'chat.requested',
  partition: 2,
  offset: '41',
  key: Buffer.from('k'),
  preview,
  size,
  error_code: 'EVENT.NOT_JSON',
  error_detail: 'the value is not valid JSON',
  failed_at: new Date('2026-01-02T03:04:05.678Z'),
});

it('shows text as text, with the size of the whole', () => {
  const view = toView(row(Buffer.from('grün'), 9_000));
  expect(view.value).toEqual({ encoding: 'utf8', content: 'grün', size: 9_000 });
  expect(view).toMatchObject({ id: '7', failedAt: '2026-01-02T03:04:05.678Z', key: { content: 'k', size: 1 } });
});

it('shows a text that was cut inside a character as text', () => {
  const cut = Buffer.from('a😀').subarray(0, 3);
  expect(toView(row(cut, 5)).value).toEqual({ encoding: 'utf8', content: 'a', size: 5 });
});

it('shows other bytes as base64, and nothing as null', () => {
  expect(toView(row(Buffer.from([0xff, 0x00]), 2)).value).toEqual({ encoding: 'base64', content: '/wA=', size: 2 });
  expect(toView(row(null, null)).value).toBeNull();
});
