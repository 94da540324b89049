import type { ChatMessage } from '../api/types';
import {
  completeUpTo,
  discarded,
  emptyTranscript,
  failed,
  nextToSend,
  received,
  sending,
  sendingAgain,
} from './transcript';

const message = (seq: number, messageId = `m${seq}`): ChatMessage => ({
  messageId,
  chatId: 'c',
  seq,
  author: { kind: 'customer', id: 'ann' },
  text: `text ${seq}`,
  sentAt: '2026-01-05T08:00:00.000Z',
});
const seqs = (transcript: { messages: readonly ChatMessage[] }) => transcript.messages.map(({ seq }) => seq);
const out = { messageId: 'm2', text: 'text 2', sentAt: '2026-01-05T08:00:00.000Z' };

describe('a transcript', () => {
  it('has every message once and in order, however they come', () => {
    const arrivals = [[message(2)], [message(0), message(1)], [message(2), message(3)], [message(1)]];
    expect(seqs(arrivals.reduce(received, emptyTranscript))).toEqual([0, 1, 2, 3]);
  });

  it('stays the same object when nothing is new', () => {
    const before = received(emptyTranscript, [message(0), message(1)]);
    expect(received(before, [message(1)])).toBe(before);
  });

  it.each([
    [[0, 1, 2], 2],
    [[1, 2], 2],
    [[0, 1, 3], 1],
    [[2, 3], undefined],
    [[], undefined],
  ])('of %j is complete up to %s', (numbers, expected) => {
    const transcript = received(
      emptyTranscript,
      numbers.map((seq) => message(seq)),
    );
    expect(completeUpTo(transcript)).toBe(expected);
  });

  it('shows a sent message once: on its way, then in its place', () => {
    const onItsWay = sending(received(emptyTranscript, [message(1)]), out);
    expect(onItsWay.outgoing).toEqual([{ ...out, delivery: 'sending' }]);
    const arrived = received(onItsWay, [message(2)]);
    expect([seqs(arrived), arrived.outgoing]).toEqual([[1, 2], []]);
  });

  it('keeps what could not be sent until it is sent again or discarded', () => {
    const refused = failed(sending(emptyTranscript, out), 'm2');
    expect(refused.outgoing).toEqual([{ ...out, delivery: 'failed' }]);
    expect(sendingAgain(refused, 'm2').outgoing).toEqual([{ ...out, delivery: 'sending' }]);
    expect(discarded(refused, 'm2').outgoing).toEqual([]);
  });

  it('keeps the order of what could not be sent', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((messageId) => ({ ...out, messageId })) as [
      typeof out,
      typeof out,
      typeof out,
    ];
    const allFailed = [a, b, c].reduce((now, each) => failed(sending(now, each), each.messageId), emptyTranscript);
    expect(nextToSend(allFailed)).toBeUndefined();
    const again = sendingAgain(allFailed, 'b');
    expect(again.outgoing.map(({ messageId, delivery }) => [messageId, delivery])).toEqual([
      ['a', 'sending'],
      ['b', 'sending'],
      ['c', 'failed'],
    ]);
    expect(nextToSend(again)?.messageId).toBe('a');
  });

  it('drops what is on its way also when only its event came', () => {
    const known = received(emptyTranscript, [message(2)]);
    expect(received(sending(known, out), [message(2)]).outgoing).toEqual([]);
  });
});
