// What the run says at its end: tables for people, JSON and a chart for others.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { chart, short } from './chart.mjs';

const rounded = (value) => Number(value.toPrecision(4));

const machineLine = (m) =>
  `${m.cores} cores (${m.cpu}), ${m.memoryGiB} GiB, Node ${m.node}, PostgreSQL ${m.postgres.split(',')[0]}`;

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function printTables(ratios, figures) {
  const aim = ({ better, target }) => `${better === 'lower' ? '≤' : '≥'} ${target}`;
  const rows = ratios.map((r) => [
    r.name,
    short(r.value) + (r.unit ? ` ${r.unit}` : ''),
    aim(r),
    r.met ? 'met' : 'MISSED',
  ]);
  rows.push(['', '', '', ''], ...figures.map((f) => [f.name, short(f.value), f.unit, '']));
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value, ...rest] of rows)
    console.log(`${name.padEnd(width)} ${value.padStart(10)}  ${rest.join('  ')}`);
}

/** @param {{machine: object, ratios: object[], figures: object[]}} result  @param {{json?: string, svg: string}} files */
export function report({ machine, ratios, figures }, { json, svg }) {
  printTables(ratios, figures);
  console.log(machineLine(machine));
  const round = (row) => ({
    ...row,
    value: rounded(row.value),
    ...(row.rounds && { rounds: row.rounds.map(rounded) }),
  });
  const result = { machine, ratios: ratios.map(round), figures: figures.map(round) };
  if (json) write(json, JSON.stringify(result, null, 2) + '\n');
  write(svg, chart(ratios, machineLine(machine)));
  console.log(`Chart: ${svg}${json ? `, figures: ${json}` : ''}`);
}
