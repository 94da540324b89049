/** What an attribute of a customer may hold. */
const longest = 500;

/**
 * The page that the customer asks from, as an attribute of the customer. Without what stands behind `#`: on our page that
 * is the channel's key, on others what their script made of it. A long one loses its query.
 */
export function askedFrom(address: string): { page?: string } {
  const { origin, pathname, search } = new URL(address);
  const page = [`${origin}${pathname}${search}`, `${origin}${pathname}`].find(({ length }) => length <= longest);
  return page === undefined ? {} : { page };
}
