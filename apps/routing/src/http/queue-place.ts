import { z } from 'zod';

/** The cursor of lists in the order of acceptance: the place after which the next page begins, whatever leaves meanwhile. */
export const queuePlace = z.int().min(0);

/** A view without its place, which only routing needs. */
export function withoutPlace<View extends { readonly queueSequence: number }>({
  queueSequence: _,
  ...view
}: View): Omit<View, 'queueSequence'> {
  return view;
}
