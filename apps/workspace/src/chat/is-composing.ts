/** Whether a syllable is being composed. Safari has ended it when it tells of the key that ends it, but marks that key. */
export const isComposing = (event: globalThis.KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
