import { join } from 'node:path';
import { freePort, type SpawnedProcess, spawnProcess } from '@switchboard/testing';
import { type Installation, services } from '../integration/installation.support';
import { makeTeam } from '../integration/make-team.support';
import { OwnTeam } from './own-team.support';

const root = join(__dirname, '../..');

/** The edge in front of two processes of each service, with the web app, as `npm run start:services` has it. */
export async function startEdge(installation: Installation): Promise<{ url: string; process: SpawnedProcess }> {
  const port = await freePort();
  const upstreams = services.map((service) => [service, [0, 1].map((i) => installation.url(service, i))]);
  const program = `const { startEdge } = await import('./deploy/edge/local-edge.mjs');
    await startEdge(${port}, ${JSON.stringify(Object.fromEntries(upstreams))});
    console.log('The edge listens');`;
  const process = spawnProcess(globalThis.process.execPath, ['--input-type=module', '--eval', program], { cwd: root });
  await process.waitForLine(/The edge listens/);
  return { url: `http://127.0.0.1:${port}`, process };
}

/** A team of its own behind the edge, which all services have come to know. */
export function teamBehindEdge(
  installation: Installation,
  url: string,
  method: 'manual' | 'automatic',
): Promise<OwnTeam> {
  return OwnTeam.create(url, async (managerEmail) => {
    return (await makeTeam(installation, { name: 'Support', method, managerEmail })).managerPassword;
  });
}
