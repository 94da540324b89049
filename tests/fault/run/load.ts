/** How long customers and agents go on, and how busy they are. */
export interface Load {
  readonly signal: AbortSignal;
  /** Milliseconds that each pauses at most between two things that they do. */
  readonly pauseMs: number;
}
