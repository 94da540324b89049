/**
 * PostgreSQL array literals, joined by hand: the driver escapes every element of an array, which costs more than the rest
 * of a batch's preparation. Only for values that need no escaping: ids, numbers, instants, hashes, our own words.
 */
export function plainArray(values: readonly (string | number | boolean | undefined)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + (values[i] ?? 'NULL');
  return `${text}}`;
}

/** Separates JSON texts in one parameter, taken apart by `string_to_array`: JSON never holds this character raw. */
const SEPARATOR = '\u001e';
export const SPLIT = `E'\\x1e'`;

/** JSON documents as one text parameter; use `string_to_array($n, ${SPLIT})`. */
export const jsonArray = (documents: readonly string[]): string => documents.join(SEPARATOR);
