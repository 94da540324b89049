/** Why a record could not be read as an event. A code is never reused for another meaning. */
export const decodeErrors = {
  'EVENT.NULL_VALUE': 'The record has no value',
  'EVENT.TOO_LARGE': 'The record is larger than any event may be',
  'EVENT.NOT_UTF8': 'The bytes are not UTF-8',
  'EVENT.NOT_JSON': 'The text is not JSON',
  'EVENT.UNSUPPORTED_FORMAT': 'The content type is not JSON, or a batch of events',
  'EVENT.NOT_CLOUDEVENT': 'A required CloudEvents 1.0 attribute is missing or wrong',
  'EVENT.UNKNOWN_TYPE': 'The type does not belong on this topic',
  'EVENT.UNKNOWN_VERSION': 'The version of the type is not known to this consumer',
  'EVENT.INVALID_DATA': 'A field of data is missing or wrong',
} as const;

export type DecodeErrorCode = keyof typeof decodeErrors;

export interface Refusal {
  ok: false;
  code: DecodeErrorCode;
  /** At most 500 characters; safe for a header and for PostgreSQL, although it may name keys of the sender's. */
  detail: string;
}

export function refuse(code: DecodeErrorCode, detail: string): Refusal {
  return { ok: false, code, detail: detail.slice(0, 500).toWellFormed().replaceAll('\0', '\uFFFD') };
}
