// One configuration for every package and tier: the tier stands in the file name, and `nx` passes the package as rootDir.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const packagesOf = (folder) =>
  readdirSync(join(__dirname, folder)).map((name) => [`^@switchboard/${name}$`, join(__dirname, folder, name, 'src')]);

module.exports = {
  testEnvironment: 'node',
  testSequencer: require.resolve('./tests/run/sequencer.cjs'),
  testTimeout: 120_000, // only ends what hangs: all share a broker, a database server and two cores
  // Tests run on the sources, so that a change is seen without a build.
  moduleNameMapper: Object.fromEntries([...packagesOf('libs'), ...packagesOf('apps')]),
  modulePathIgnorePatterns: ['/dist/', '/.cache/(?!bundles)'],
  setupFiles: [require.resolve('reflect-metadata')],
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // These are published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(jose|get-port)/)'],
};
