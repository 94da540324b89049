import { isForColumns, isForWriting } from './is-for-columns';

const [empty, written] = ['', 'Good mor'].map((value) => ({ tagName: 'TEXTAREA', value }));
const composers = [empty, written].flatMap((field) => field ?? []);
const note = { tagName: 'TEXTAREA', value: '' };
const name = { tagName: 'INPUT', value: '' };

describe('Alt and an arrow', () => {
  it.each([
    ['nowhere', null, 'Win32', true],
    ['on a button', { tagName: 'BUTTON' }, 'MacIntel', true],
    ['in an empty composer', empty, 'MacIntel', true],
    ['in a composer', written, 'Win32', true],
    ['in a composer, where they move by a word,', written, 'MacIntel', false],
    ['in the note of a dialog', note, 'Win32', false],
    ['in another field', name, 'Linux x86_64', false],
  ])('%s: %j on %s moves between the columns: %s', (_, active, platform, expected) => {
    expect(isForColumns(active ?? null, composers, platform)).toBe(expected);
  });
});

describe('Alt and a letter', () => {
  it.each([
    ['nowhere', null, 'MacIntel', false],
    ['on a button', { tagName: 'BUTTON', value: 'x' }, 'MacIntel', false],
    ['in an empty composer', empty, 'MacIntel', false],
    ['in what is being written', written, 'Win32', false],
    ['in what is being written, where it writes another letter,', written, 'MacIntel', true],
  ])('%s: %j on %s is for writing: %s', (_, active, platform, expected) => {
    expect(isForWriting(active ?? null, platform)).toBe(expected);
  });
});
