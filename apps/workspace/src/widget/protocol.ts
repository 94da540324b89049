/** What the frame of the customers' page tells the page that embeds it. */
export type FromFrame =
  | { readonly switchboard: 'ready' }
  | { readonly switchboard: 'standing'; readonly hasChat: boolean; readonly unread: number }
  | { readonly switchboard: 'close' }
  | { readonly switchboard: 'missing' };

/** What the embedding page answers to `ready`: by it the frame knows whom it speaks to. */
export interface FromHost {
  readonly switchboard: 'welcome';
}
