import type { Customer } from '../../api/types';

type Attributes = NonNullable<Customer['attributes']>;

/** The attribute in which channels tell the page that the customer asked from. */
const pageAttribute = 'page';

export interface AttributeFacts {
  /** Undefined where the channel told none. */
  readonly page: string | undefined;
  /** What else is known, as text, in the channel's order. */
  readonly others: readonly (readonly [name: string, value: string])[];
}

/** What the channel told of the customer beside the name; what was left empty tells nothing. */
export function attributeFacts(attributes: Attributes | undefined): AttributeFacts {
  const told = Object.entries(attributes ?? {}).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, String(value)] as const],
  );
  return {
    page: told.find(([name]) => name === pageAttribute)?.[1],
    others: told.filter(([name]) => name !== pageAttribute),
  };
}
