import { jsonArray, plainArray, rowsOf, textArray } from './sql-array';

describe('columns as parameters', () => {
  it('joins plain values', () => {
    expect(plainArray([1, 'a-b', true, undefined, null])).toBe('{1,a-b,true,NULL,NULL}');
  });

  it('quotes texts that an array literal would read otherwise', () => {
    expect(textArray(['chat.assigned', 'null', 'NULL', '', 'a b', 'a,"b"\\', null])).toBe(
      '{chat.assigned,"null","NULL","","a b","a,\\"b\\"\\\\",NULL}',
    );
  });

  it('makes rows of them again', () => {
    expect(rowsOf(2, 'uuid, json')).toBe(`unnest((SELECT $2::uuid[]), string_to_array((SELECT $3::text), E'\\x1e'))`);
    expect(jsonArray(['{}', '[]'])).toBe('{}\u001e[]');
  });
});
