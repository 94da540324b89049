import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DemoAccount {
  role: 'manager' | 'agent';
  name: string;
  email: string;
  password: string;
}

/** The demo team's log-ins, kept in the data folder so that every start can print them again. */
export interface Demo {
  teamId: string;
  /** Secret key of the web channel. */
  channelKey: string;
  /** Publishable key of the web channel, for pages of this address; demo teams of earlier releases have none. */
  publishableKey?: string;
  accounts: DemoAccount[];
}

const pathIn = (dataDir: string): string => join(dataDir, 'demo.json');

export function readDemo(dataDir: string): Demo | undefined {
  const path = pathIn(dataDir);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Demo) : undefined;
}

/** Readable by the owner alone; written aside and renamed, so that a kill leaves no half file. */
export function writeDemo(dataDir: string, demo: Demo): void {
  const draft = `${pathIn(dataDir)}.new`;
  writeFileSync(draft, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, pathIn(dataDir));
}
