import type { Customer } from '../api/types';

/** What to call a customer. Ids are the channels' own and may be long: of a nameless one the beginning tells enough. */
export function customerName(customer: Customer | null | undefined): string {
  if (!customer) return '…';
  const { name, id } = customer;
  return name ?? (id.length > 20 ? `#${id.slice(0, 8)}` : id);
}
