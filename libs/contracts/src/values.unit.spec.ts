import { timeZone, locale, openingHours, origin } from './data/configuration';
import { calendarDate, normaliseTimestamp } from './timestamp';
import { attributes, capacity, sequence, trimmedText, uuid, version } from './values';
import { uuidv7 } from './uuid';

describe('normaliseTimestamp', () => {
  it.each([
    ['2026-11-22T23:30:20.125Z', '2026-11-22T23:30:20.125Z'],
    ['2026-11-22T23:30:20Z', '2026-11-22T23:30:20.000Z'],
    ['2026-11-22t23:30:20.123456789z', '2026-11-22T23:30:20.123Z'],
    ['2026-11-22T23:30:20.5+09:00', '2026-11-22T14:30:20.500Z'],
    ['2028-02-29T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['2199-12-31T23:59:59.999Z', '2199-12-31T23:59:59.999Z'],
  ])('reads %s', (value, expected) => {
    expect(normaliseTimestamp(value)).toBe(expected);
  });

  it.each([
    'infinity',
    '-infinity',
    'now',
    'today',
    'epoch',
    '',
    '2026-11-22',
    '2026-11-22 23:30:20Z',
    '2026-11-22T23:30:20',
    '2026-11-22T23:30Z',
    '2026-02-29T00:00:00.000Z',
    '2026-02-31T00:00:00Z',
    '2026-04-31T00:00:00.000Z',
    '2026-13-01T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T23:60:00Z',
    '2026-11-22T23:59:60Z',
    '1999-12-31T23:59:59.999Z',
    '2200-01-01T00:00:00.000Z',
    '2200-01-01T00:00:00+14:00x',
    '2000-01-01T00:00:00+01:00',
    '+012026-11-22T23:30:20Z',
    '2026-11-22T23:30:20+25:00',
    '0000-01-01T00:00:00Z',
    '2026-11-22T23:30:20.Z',
    ' 2026-11-22T23:30:20Z',
    '2026-11-22T23:30:20Z\n',
    '1795390220000',
  ])('refuses %j', (value) => {
    expect(normaliseTimestamp(value)).toBeUndefined();
  });
});

describe('schemas of values', () => {
  const accepted = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
    schema.safeParse(value).success;

  it('trims what people write, and counts what is left', () => {
    expect(trimmedText(3, 1).parse('\u00a0\n a\n \t')).toBe('a');
    expect(trimmedText(3, 1).parse(' a\nb ')).toBe('a\nb');
    for (const value of ['', ' \n\u3000', ' abcd ', 'a\0b', '\ud800', 7])
      expect(accepted(trimmedText(3, 1), value)).toBe(false);
  });

  it('takes any UUID and gives it in lower case', () => {
    expect(uuid.parse('6BA7B810-9DAD-11D1-80B4-00C04FD430C8')).toBe('6ba7b810-9dad-11d1-80b4-00c04fd430c8');
    expect(uuid.parse('00000000-0000-0000-0000-000000000000')).toBe('00000000-0000-0000-0000-000000000000');
    for (const value of [
      '',
      '6ba7b8109dad11d180b400c04fd430c8',
      'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8',
      7,
      null,
    ]) {
      expect(accepted(uuid, value)).toBe(false);
    }
    // Letters that lower-casing would turn into hexadecimal digits or hyphens must not slip through.
    expect(accepted(uuid, '6ba7b810-9dad-11d1-80b4-00c04fd430c8\n')).toBe(false);
  });

  it('keeps numbers within what PostgreSQL can hold', () => {
    expect([2_147_483_647, 2_147_483_648, -1, 1.5].map((value) => accepted(version, value))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([Number.MAX_SAFE_INTEGER, 2 ** 53, -1].map((value) => accepted(sequence, value))).toEqual([
      true,
      false,
      false,
    ]);
    expect([0, 1_000, 1_001].map((value) => accepted(capacity, value))).toEqual([true, true, false]);
  });

  it('keeps facts scalar and bounded', () => {
    expect(attributes.parse({ a: '', b: 1.5, c: true, d: null })).toEqual({ a: '', b: 1.5, c: true, d: null });
    for (const value of [undefined, null, 'x', [], { a: [] }, { a: NaN }, { a: 'x'.repeat(501) }, { '': 1 }]) {
      expect(accepted(attributes, value)).toBe(false);
    }
  });

  it('knows time zones, languages, days, hours and origins', () => {
    expect(['UTC', 'Asia/Seoul', 'Mars/Olympus', '+01:00', ''].map((value) => accepted(timeZone, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['en', 'pt-BR', 'zh-Hant-TW', 'e', 'en_GB', ''].map((value) => accepted(locale, value))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['2026-12-25', '2026-02-30', '1999-01-01', 'today'].map((value) => accepted(calendarDate, value))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const hours = [
      ['09:00', '17:30'],
      ['00:00', '24:00'],
      ['17:30', '09:00'],
      ['9:00', '17:00'],
    ];
    expect(hours.map(([from, to]) => accepted(openingHours, { day: 1, from, to }))).toEqual([true, true, false, false]);
    expect(
      ['https://a.example:8443', 'http://localhost', 'https://a.example/', '*', 'null'].map((value) =>
        accepted(origin, value),
      ),
    ).toEqual([true, true, false, false, false]);
  });
});

describe('uuidv7', () => {
  it('begins with the time, is of version 7 and never the same', () => {
    const ids = Array.from({ length: 5_000 }, () => uuidv7(0x01a20576b4e0));
    expect(new Set(ids).size).toBe(5_000);
    for (const id of ids) expect(id).toMatch(/^01a20576-b4e0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
