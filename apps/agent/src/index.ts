export { HeldStream, type HeldStreamOptions } from './held-stream';
export { readStream, type StreamRequest } from './sse-client';
