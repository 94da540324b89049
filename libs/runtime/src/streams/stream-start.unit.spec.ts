import { StreamDecoder } from '@switchboard/contracts';
import { startOf } from './stream-start';

const position = { oldest: 5, last: 9 };
const begin = (lastEventId: string | undefined) => {
  const { after, text } = startOf(lastEventId, position);
  return { after, events: new StreamDecoder().push(text) };
};

describe('the beginning of a stream', () => {
  it("is the feed's end for who comes without Last-Event-ID", () => {
    expect(begin(undefined)).toEqual({ after: 9, events: [{ id: '9', event: 'ready', data: '{"number":9}' }] });
  });

  it.each([
    ['4', 4],
    ['9', 9],
  ])('is silent behind %s, when what follows is there', (id, after) => {
    expect(begin(id)).toEqual({ after, events: [] });
  });

  it.each([
    ['3', 'expired'],
    ['10', 'unknown'],
    ['-1', 'unknown'],
    ['1e1', 'unknown'],
    ['9999999999999999999', 'unknown'],
  ])('is a reset behind %s', (id, reason) => {
    expect(begin(id)).toEqual({
      after: 9,
      events: [{ id: '9', event: 'reset', data: `{"number":9,"reason":"${reason}"}` }],
    });
  });
});
