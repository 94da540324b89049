/**
 * Rows as parameters of one statement: a column is one parameter. The driver would escape every element of an array, which
 * costs more than the rest of a batch's preparation, so the literals are joined by hand.
 */

/** Of values that need no escaping: ids, numbers, instants, hashes, our own words. */
export function plainArray(values: readonly (string | number | boolean | null | undefined)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + (values[i] ?? 'NULL');
  return `${text}}`;
}

/** A column beside one that is full: `unnest` fills up with NULL what a shorter one lacks, so an empty one is sent as none. */
export const sparse = <T>(values: readonly (T | undefined)[]): readonly (T | undefined)[] =>
  values.every((value) => value === undefined) ? [] : values;

/** Needs no quotes in an array literal. */
const PLAIN_TEXT = /^(?!null$)[\w.:/-]+$/i;

/** Of any texts; null is SQL's NULL. */
export function textArray(values: readonly (string | null | undefined)[]): string {
  return plainArray(values.map((text) => (text == null || PLAIN_TEXT.test(text) ? text : quoted(text))));
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Separates JSON texts in one parameter: JSON never holds this character raw. */
const SEPARATOR = '\u001e';

/** JSON documents as one text parameter; use `rowsOf` with the type `json` in the statement. */
export const jsonArray = (documents: readonly string[]): string => documents.join(SEPARATOR);

/**
 * SQL: the parameters from `$first` on as rows, one column each: `rowsOf(1, 'uuid, json')` for ids and documents.
 * A subquery hides each of them from the planner: it would take the documents apart and copy the pieces (a fifth of an
 * insert's time), and, told how many rows there are, read a whole table to join it with some hundreds of them. Taken for
 * few, they are looked up by index, which is what a hot path wants of a table of any size.
 */
export function rowsOf(first: number, types: string): string {
  const columns = types.split(', ').map((type, i) => {
    const parameter = `$${first + i}`;
    if (type === 'json') return `string_to_array((SELECT ${parameter}::text), E'\\x1e')`;
    return `(SELECT ${parameter}::${type}[])`;
  });
  return `unnest(${columns.join(', ')})`;
}

/** SQL: the parameter as an array for `= ANY(…)`, hidden from the planner as those of `rowsOf` are. */
export const hidden = (parameter: string, type: string): string => `(SELECT ${parameter}::${type}[])::${type}[]`;
