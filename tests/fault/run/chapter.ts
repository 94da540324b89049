import { setTimeout as sleep } from 'node:timers/promises';
import { castTeams } from './cast';
import { Customers } from './customers';
import { type KillName, kills, type Stage } from './kills';
import type { Ledger } from './ledger';
import type { Load } from './load';
import { observe } from './observer';
import { type Place, type Settled, settle } from './settle';
import { Staff } from './staff';

/** Load before the first kill, and at most so much between two. */
const QUIET_MS = 2_000;

export interface ChapterOptions extends Omit<Stage, 'teams'> {
  readonly ledger: Ledger;
  readonly place: Place;
  /** In this order; those of a row are killed one right after the other, and have one recovery. */
  readonly plan: readonly (readonly KillName[])[];
  readonly pauseMs: Load['pauseMs'];
  readonly say: (line: string) => void;
}

/** New teams under load, one kill after the other; then the load stops, everything comes to rest, and is judged. */
export async function playChapter(o: ChapterOptions): Promise<Settled> {
  const { system, ledger, random, say } = o;
  const streams = new AbortController();
  const load = new AbortController();
  const looks = new AbortController();
  const teams = await castTeams(system, streams.signal);
  const ids = teams.map(({ team }) => team.id);
  const observing = observe(o.place.databaseUrl, ids, ledger, looks.signal);
  const until = { signal: load.signal, pauseMs: o.pauseMs };
  const players = [Customers, Staff].map((Players) => new Players(system, teams, ledger, random, until).run());
  try {
    for (const names of o.plan) await killOnce({ ...o, teams }, names);
    await sleep(QUIET_MS);
  } finally {
    load.abort();
    await Promise.all(players);
  }
  say(`load stopped: ${ledger.requests} requests accepted`);
  const settled = await settle(o.place, say);
  looks.abort();
  await observing;
  streams.abort();
  return settled;
}

async function killOnce(o: ChapterOptions & Stage, names: readonly KillName[]): Promise<void> {
  const moment = Math.round(QUIET_MS * (0.5 + o.random.next() / 2));
  await sleep(moment);
  const began = Date.now();
  for (const name of names) {
    o.say(`killing ${name}`);
    o.say(`killed ${name} (${await kills[name](o)})`);
  }
  await o.system.revive();
  o.say(`all runs again after ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
