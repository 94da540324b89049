export { HeldStream, type HeldStreamOptions } from './held-stream';
export { pause } from './pause';
export { readStream, type StreamRequest } from './read-stream';
export { Refused, refusalOf } from './refused';
export { Renewal } from './renewal';
