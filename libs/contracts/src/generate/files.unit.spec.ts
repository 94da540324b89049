import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { consumerNames, consumers } from '../consumers';
import { exampleOf } from '../examples';
import { topicNames } from '../topics';
import { generatedFiles } from './files';
import { schemaDocument } from './json-schemas';

const docs = join(__dirname, '..', '..', '..', '..', 'docs', 'api');
const files = generatedFiles();
// Severities of the parser's diagnostics: 0 error, 1 warning, then information and hints.
const WARNING = 1;

function validator() {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  addFormats(ajv);
  return ajv;
}

describe('docs/api', () => {
  it.each(Object.keys(files))('%s is what the contracts generate', (path) => {
    // After a change: npx tsc -b libs/contracts && node libs/contracts/dist/generate.js
    expect(readFileSync(join(docs, path), 'utf8')).toBe(files[path]);
  });

  it('has no schema of a topic that is gone', () => {
    expect(readdirSync(join(docs, 'schemas')).sort()).toEqual(topicNames.map((name) => `${name}.json`).sort());
  });
});

describe('JSON Schemas', () => {
  it.each(topicNames)('%s takes its golden example and refuses a damaged one', (topic) => {
    const validate = validator().compile(schemaDocument(topic));
    const golden = JSON.parse(JSON.stringify(exampleOf(topic))) as Record<string, unknown>;
    expect(validate(golden) || validate.errors).toBe(true);
    expect(validate({ ...golden, data: {} })).toBe(false);
    expect(validate({ ...golden, type: 'other.v1' })).toBe(false);
    expect(validate({ ...golden, data: { ...(golden.data as object), more: { of: 'it' } } })).toBe(true);
  });

  it('takes what an upstream sends', () => {
    const path = join(__dirname, '..', 'examples', 'upstream', 'chat.requested.structured.json');
    const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(validator().validate(schemaDocument('chat.requested'), document)).toBe(true);
  });
});

describe('asyncapi.json', () => {
  it('is valid AsyncAPI 3.0 and names every topic, event and consumer', async () => {
    const { document, diagnostics } = await new Parser().parse(files['asyncapi.json'] ?? '');
    const faults = diagnostics
      .filter(({ severity }) => Number(severity) <= WARNING)
      .map(({ message, path }) => `${path.join('/')}: ${message}`);
    expect(faults).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    const addresses = document
      ?.channels()
      .all()
      .map((channel) => channel.address() ?? '');
    expect(addresses?.sort()).toEqual(topicNames.flatMap((name) => [name, `${name}.dead-letter`]).sort());
    expect(document?.operations().filterByReceive()).toHaveLength(
      consumerNames.flatMap((name) => consumers[name].topics).length,
    );
    expect(document?.operations().filterBySend()).toHaveLength(topicNames.length);
  }, 60_000);

  it('is refused by the same check when it is damaged', async () => {
    const damaged = (files['asyncapi.json'] ?? '').replace('"action": "send"', '"action": "shout"');
    const { diagnostics } = await new Parser().parse(damaged);
    expect(diagnostics.some(({ severity }) => Number(severity) < WARNING)).toBe(true);
  }, 60_000);
});
