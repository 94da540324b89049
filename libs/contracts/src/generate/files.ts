import { topicNames } from '../topics';
import { asyncApiDocument } from './asyncapi';
import { schemaDocument } from './json-schemas';
import { eventsPage, problemsPage } from './tables';

const json = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

/** Everything that is generated from the contracts: text by path below `docs/api`. */
export function generatedFiles(): Record<string, string> {
  const schemas = topicNames.map((topic): [string, string] => [`schemas/${topic}.json`, json(schemaDocument(topic))]);
  return {
    'asyncapi.json': json(asyncApiDocument()),
    'events.md': eventsPage(),
    'problems.md': problemsPage(),
    ...Object.fromEntries(schemas),
  };
}
