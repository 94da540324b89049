import { languageName } from './language-name';

it.each([
  ['de', 'en', 'German'],
  ['ko', 'ko', '한국어'],
  ['xx', 'en', 'xx'],
  ['not a language', 'en', 'not a language'],
  ['<b>', 'en', '<b>'],
])('calls %j, for who reads %s, %j', (tag, reader, name) => {
  expect(languageName(tag, reader)).toBe(name);
});
