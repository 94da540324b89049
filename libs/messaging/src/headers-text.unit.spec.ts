import { headersFromText, headersToText } from './headers-text';

it('gives text back as text, and other bytes as the same bytes', () => {
  const bytes = Buffer.from([0xff, 0x00, 0xfe]);
  const text = headersToText({ a: 'x', b: Buffer.from('grün\u0000'), c: bytes, d: undefined, e: ['first', 'second'] });
  expect(text).not.toContain('\u0000');
  expect(headersFromText(text)).toEqual({ a: 'x', b: 'grün\u0000', c: bytes, e: 'first' });
});
