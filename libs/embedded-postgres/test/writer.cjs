// Stands for a Switchboard that will be killed: starts the server, prints its URL and commits rows without end.
const { join } = require('node:path');
const swc = require('@swc/core');
const Module = require('node:module');

// The sources are run as they are, as in Jest.
Module._extensions['.ts'] = (module, file) => {
  const { code } = swc.transformFileSync(file, {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, file);
};
const { EmbeddedPostgres } = require(join(__dirname, '../src/index.ts'));
const { Client } = require('pg');

const [dataDir, database] = process.argv.slice(2);
(async () => {
  const { url } = await EmbeddedPostgres.start({ dataDir, database });
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS note (number int)');
  process.stdout.write(`${url}\n`);
  for (let number = 0; ; number++) await client.query('INSERT INTO note VALUES ($1)', [number]);
})().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
