import { eventually } from '@switchboard/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '../../integration/installation.support';
import type { TeamOnStage } from './cast';
import type { Random } from './random';
import type { System } from './system';

/** A time, by the database's clock, in which nobody heard whether agents were still there. */
export interface Silence {
  readonly from: string;
  readonly to: string;
}

export interface Stage {
  readonly system: System;
  readonly random: Random;
  readonly silences: Silence[];
  readonly teams: readonly TeamOnStage[];
}

/** Does its damage and puts the infrastructure back; what is left dead of the services is revived afterwards. */
type Kill = (stage: Stage) => Promise<string>;

/** How long all is silent, beyond the lease: longer than the grace period of the cast. */
const SILENT_MS = 8_000;
const AWAY_MS = 1_500;

const pause = ({ random }: Stage): Promise<void> => sleep(random.next() * AWAY_MS);

async function service(stage: Stage, name: Service): Promise<string> {
  const instances = stage.random.of([[0], [1], [0, 1]]);
  await stage.system.kill(name, ...instances);
  await pause(stage);
  return `instances ${instances.join(' and ')}`;
}

/** An agent of each team loses the stream, routing dies, and they are back in time: they keep their chats. */
async function whileAway(stage: Stage): Promise<string> {
  const away = stage.teams.map(({ agents, lines }) => {
    const place = stage.random.below(agents.length);
    return { id: agents[place]?.id, mend: lines[place]?.cut() };
  });
  try {
    await eventually(() => expectAbsent(stage.system, away), { timeoutMs: 30_000 });
    return await service(stage, 'routing');
  } finally {
    for (const { mend } of away) mend?.();
  }
}

async function expectAbsent({ installation }: System, away: readonly { id?: string | undefined }[]): Promise<void> {
  const sql = 'SELECT FROM routing.agent WHERE id = ANY($1::uuid[]) AND connected';
  const there = await installation.query(sql, [away.map(({ id }) => id)]);
  if (there.length > 0) throw new Error(`${there.length} agents are still connected`);
}

/**
 * The broker is frozen, so that the relay hangs between its send and the deletion of its rows; then its process dies.
 * The broker finds the half-done send in its socket when it goes on.
 */
async function relay({ system }: Stage): Promise<string> {
  await system.kafka.freeze();
  try {
    const held = await eventually(() => heldByRelay(system), { timeoutMs: 30_000 });
    await system.kill('routing', 0, 1);
    return `with ${held} rows in its hands`;
  } finally {
    await system.kafka.thaw();
  }
}

async function heldByRelay({ installation }: System): Promise<number> {
  const sql = 'SELECT count(*)::int AS held FROM routing.outbox WHERE state = 0';
  const held = (await installation.query<{ held: number }>(sql))[0]?.held ?? 0;
  if (held === 0) throw new Error('nothing to publish');
  return held;
}

async function server(stage: Stage, name: 'postgres' | 'kafka'): Promise<string> {
  await stage.system[name].kill();
  await pause(stage);
  await stage.system[name].start();
  return 'and started again';
}

async function everyNotification({ system, silences }: Stage): Promise<string> {
  await system.kill('notification', 0, 1);
  const from = await eventually(() => silentSince(system), { timeoutMs: 60_000, intervalMs: 200 });
  await sleep(SILENT_MS);
  const to = await databaseTime(system);
  silences.push({ from, to });
  return `silent from ${from} to ${to}`;
}

async function silentSince(system: System): Promise<string> {
  // The lease of architecture.md, and a second for a beat that is still on its way.
  const sql = `SELECT FROM routing.presence_pulse WHERE heard_at < clock_timestamp() - interval '16 s'`;
  if ((await system.installation.query(sql)).length === 0) throw new Error('a beat was heard');
  return databaseTime(system);
}

async function databaseTime({ installation }: System): Promise<string> {
  const [row] = await installation.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return row?.now.toISOString() ?? '';
}

async function oneNotification(stage: Stage): Promise<string> {
  const instance = stage.random.below(2);
  await stage.system.kill('notification', instance);
  await pause(stage);
  return `instance ${instance}`;
}

export const kills = {
  routing: (stage) => service(stage, 'routing'),
  'routing-while-away': whileAway,
  relay,
  intake: (stage) => service(stage, 'intake'),
  postgres: (stage) => server(stage, 'postgres'),
  kafka: (stage) => server(stage, 'kafka'),
  'one-notification': oneNotification,
  'every-notification': everyNotification,
} as const satisfies Record<string, Kill>;

export type KillName = keyof typeof kills;
export const killNames = Object.keys(kills) as KillName[];

/**
 * Each kind once, as the short run has them; routing dies while agents are away, and not once more by itself. Those of a row
 * have one recovery, where the second takes nothing from what the first must show: agents who lose their streams ask nothing
 * of the relay or of intake, customers nothing of notification, and what PostgreSQL has kept is there with a broker or without.
 */
export const eachOnce: readonly (readonly KillName[])[] = [
  ['routing-while-away'],
  ['relay', 'one-notification'],
  ['postgres', 'kafka'],
  ['every-notification', 'intake'],
];
