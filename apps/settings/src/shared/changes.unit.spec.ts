import { withChanges } from './changes';
import { assertVersion, requiredVersion, versionOfIfMatch } from './versions';

describe('withChanges', () => {
  const current = { version: 3, name: 'A', hours: [{ day: 1 }] };

  it('raises the version by one for a difference', () => {
    expect(withChanges(current, { name: 'B' })).toEqual({ version: 4, name: 'B', hours: [{ day: 1 }] });
    expect(withChanges(current, { hours: [] })?.version).toBe(4);
  });

  it('is undefined where nothing differs, or nothing was given', () => {
    expect(withChanges(current, {})).toBeUndefined();
    expect(withChanges(current, { name: undefined, hours: [{ day: 1 }] })).toBeUndefined();
    expect(withChanges(current, { version: 9 })).toBeUndefined();
  });
});

describe('versions', () => {
  it.each([
    [undefined, undefined],
    ['3', 3],
    ['"3"', 3],
    ['W/"3"', 3],
  ])('If-Match %s is %s', (header, version) => expect(versionOfIfMatch(header)).toBe(version));

  it.each(['', '*', '"a"', '3,4', '-1'])('If-Match %j is refused', (header) => {
    expect(() => versionOfIfMatch(header)).toThrow('must be the version');
  });

  it('comes from the body first and is needed', () => {
    expect([requiredVersion(1, 2), requiredVersion(undefined, 2), requiredVersion(0, undefined)]).toEqual([1, 2, 0]);
    expect(() => requiredVersion(undefined, undefined)).toThrow('is missing');
  });

  it('must be the current one, older or newer', () => {
    expect(() => assertVersion(2, 2, 'TEAM.VERSION_CONFLICT')).not.toThrow();
    expect(() => assertVersion(undefined, 2, 'TEAM.VERSION_CONFLICT')).not.toThrow();
    for (const expected of [1, 3]) expect(() => assertVersion(expected, 2, 'TEAM.VERSION_CONFLICT')).toThrow();
  });
});
