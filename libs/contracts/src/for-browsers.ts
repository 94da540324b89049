// What browsers need of the contracts beside types: the build of the web app takes this file for the whole.
export * from './http/stream-events';
export * from './limits';
