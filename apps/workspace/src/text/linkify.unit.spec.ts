import { linkify } from './linkify';

const links = (text: string) => linkify(text).filter((piece) => piece.href !== undefined);

describe('links in messages', () => {
  it('are http and https addresses, between text that stays as it is', () => {
    expect(linkify('see https://example.com/a?b=1#c and http://x.org')).toEqual([
      { text: 'see ' },
      { text: 'https://example.com/a?b=1#c', href: 'https://example.com/a?b=1#c' },
      { text: ' and ' },
      { text: 'http://x.org', href: 'http://x.org/' },
    ]);
  });

  it.each([
    ['a sentence.', 'https://example.com/a.', 'https://example.com/a'],
    ['brackets', '(https://example.com/a)', 'https://example.com/a'],
    ['an address with brackets', 'https://example.com/a_(b)', 'https://example.com/a_(b)'],
    ['quotes', '"https://example.com/a"', 'https://example.com/a'],
    ['several ends', 'https://example.com/a!?).', 'https://example.com/a'],
  ])('do not swallow the end of %s', (_, text, expected) => {
    expect(links(text).map((piece) => piece.text)).toEqual([expected]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'JaVaScRiPt:alert(1)//http',
    'vbscript:x',
    'file:///etc/passwd',
    'https://',
    'ftp://example.com',
  ])('are never made of %s', (text) => {
    expect(links(text)).toEqual([]);
  });

  it.each([
    '<img src=x onerror=alert(1)> https://a.example/<b>',
    'https://a.example https://a.example',
    '',
    '\u202e https://a.example',
  ])('lose nothing of what was written: %s', (text) => {
    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
