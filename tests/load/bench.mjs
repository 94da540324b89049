// npm run bench -- [--quick] [--json FILE] [--svg FILE] [--only NAME[,NAME]]: every ratio of the target table of the routing
// engine, in one run on one machine. Only ratios travel between machines. What each measurement does stands in measurements/.
import { Logger } from '@nestjs/common';
import { startInfrastructure } from '@switchboard/testing';
import { parseArgs } from 'node:util';
import { describeMachine } from './machine.mjs';
import { measurements } from './measurements/index.mjs';
import { progressBar } from './progress.mjs';
import { report } from './report.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    svg: { type: 'string' },
    only: { type: 'string' },
  },
});

function chosen() {
  const names = options.only?.split(',') ?? measurements.map(({ name }) => name);
  const unknown = names.filter((name) => !measurements.some((measurement) => measurement.name === name));
  if (unknown.length === 0) return measurements.filter(({ name }) => names.includes(name));
  throw new Error(`--only ${unknown}: there are ${measurements.map(({ name }) => name).join(', ')}`);
}

async function run(infrastructure, ways) {
  if (!infrastructure.kafkaBrokers) throw new Error(`the whole path needs Kafka: ${infrastructure.noKafkaReason}`);
  // createTestDatabase looks here.
  process.env.DATABASE_URL = infrastructure.databaseUrl;
  const machine = await describeMachine(infrastructure.databaseUrl, ways);
  const selected = chosen();
  const rounds = options.quick ? 1 : 3;
  const progress = progressBar(selected.reduce((sum, { heats }) => sum + heats * rounds, 0));
  const results = { ratios: [], figures: [] };
  const bench = {
    quick: options.quick,
    rounds,
    /** How long a heat measures. */
    seconds: options.quick ? 1.5 : 5,
    brokers: infrastructure.kafkaBrokers,
    step: progress.step,
    note: progress.note,
    /** A figure that an earlier measurement of this run has found. */
    figure: (name) => results.figures.find((figure) => figure.name === name)?.value,
  };
  for (const measurement of selected) {
    progress.note(measurement.title);
    try {
      const { ratios, figures } = await measurement.run(bench);
      results.ratios.push(...ratios);
      results.figures.push(...figures);
    } catch (error) {
      // What the others have measured meanwhile is not to be lost.
      failed = true;
      console.error(`\n${measurement.name} could not be measured:`, error);
    }
  }
  progress.end();
  return { machine, ...results };
}

Logger.overrideLogger(['warn', 'error', 'fatal']);
let failed = false;
const ways = [];
const infrastructure = await startInfrastructure((line) => {
  ways.push(line);
  console.log(line);
});
try {
  const result = await run(infrastructure, ways);
  const beside = options.json?.replace(/(\.json)?$/, '.svg');
  report(result, { json: options.json, svg: options.svg ?? beside ?? '.cache/bench.svg' });
} catch (error) {
  failed = true;
  console.error(error);
  Logger.overrideLogger(false); // what still runs will only miss its database
} finally {
  await infrastructure.stop();
}
// A measurement that was cut off leaves connections behind.
process.exit(failed ? 1 : 0);
