// Runs a TypeScript source in a child process, as Jest runs it: node run-source.cjs FILE
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const libs = join(__dirname, '../../..');
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const own = /^@switchboard\/([\w-]+)$/.exec(request);
  return resolve(own ? join(libs, own[1], 'src/index.ts') : request, ...rest);
};

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};

require('reflect-metadata');
require(process.argv[2]);
