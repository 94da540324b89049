/** What an attribute of a customer may hold. */
const longest = 500;

/**
 * The page that the customer asks from, as an attribute of the customer. Without what stands behind `#`: on our page that
 * is the channel's key, on others what their script made of it. A long one loses its query.
 * @param address undefined where it is not known, as in a frame that was not told
 */
export function askedFrom(address: string | undefined): { page?: string } {
  if (address === undefined) return {};
  const { origin, pathname, search } = new URL(address);
  const page = [`${origin}${pathname}${search}`, `${origin}${pathname}`].find(({ length }) => length <= longest);
  return page === undefined ? {} : { page };
}
