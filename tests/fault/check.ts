// The checker alone, on what a run has left: node -r ./tests/fault/typescript.cjs tests/fault/check.ts LEDGER
// Databases, broker and namespace by DATABASE_URL, KAFKA_BROKERS and KAFKA_NAMESPACE. Prints the counts as JSON.
import { check } from './checker/check';
import { gather, isClean } from './run/settle';

async function main(): Promise<void> {
  const [, , ledgerPath] = process.argv;
  const { DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers, KAFKA_NAMESPACE: namespace = '' } = process.env;
  if (!ledgerPath || !databaseUrl || !brokers) throw new Error('LEDGER, DATABASE_URL and KAFKA_BROKERS are needed');
  const verdict = check(await gather({ ledgerPath, databaseUrl, brokers: brokers.split(','), namespace }));
  console.log(JSON.stringify(verdict, null, 2));
  process.exitCode = isClean(verdict) ? 0 : 1;
}

void main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
