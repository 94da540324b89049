import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually, freePort, spawnProcess, startInfrastructure } from '.';

describe('eventually', () => {
  it('gives the value of the first try that succeeds', async () => {
    let tries = 0;
    const value = await eventually(() => {
      if (++tries < 3) throw new Error('not yet');
      return tries;
    });
    expect(value).toBe(3);
  });

  it('fails with the last reason when time is up', async () => {
    const attempt = (): never => {
      throw new Error('no chat');
    };
    await expect(eventually(attempt, { timeoutMs: 60 })).rejects.toThrow('Still not so after 60 ms: no chat');
  });
});

describe('spawnProcess', () => {
  it('waits for a line and kills by pid', async () => {
    const child = spawnProcess(process.execPath, ['-e', 'console.log("ready 7"); setInterval(() => {}, 1000)']);
    expect((await child.waitForLine(/ready (\d)/))[1]).toBe('7');
    expect(await child.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('fails with the output when the process ends before the line', async () => {
    const child = spawnProcess(process.execPath, ['-e', 'console.error("no database"); process.exit(3)']);
    await expect(child.waitForLine(/ready/)).rejects.toThrow(/no database/);
    expect((await child.exited).code).toBe(3);
  });
});

describe('startInfrastructure', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('does not hide a given address that does not answer', async () => {
    process.env['TEST_INFRASTRUCTURE'] = '';
    process.env['KAFKA_BROKERS'] = `127.0.0.1:${await freePort()}`;
    process.env['DATABASE_URL'] = `postgres://127.0.0.1:${await freePort()}/test`;
    await expect(startInfrastructure(() => undefined)).rejects.toThrow(/is set, but nothing answers/);
  });

  it('refuses a way that it does not know', async () => {
    process.env['TEST_INFRASTRUCTURE'] = 'cloud';
    await expect(startInfrastructure(() => undefined)).rejects.toThrow('TEST_INFRASTRUCTURE=cloud is unknown');
  });
});

describe('describeWithKafka', () => {
  it('reports the suite as skipped, by name and reason, where there is no Kafka', () => {
    const root = resolve(__dirname, '../../..');
    const folder = mkdtempSync(join(tmpdir(), 'describe-with-kafka-'));
    const results = join(folder, 'results.json');
    const addresses = JSON.stringify(join(__dirname, 'addresses'));
    const spec = `const { describeWithKafka } = require(${addresses});
      describeWithKafka('the Kafka adapter', () => { it('delivers', () => { throw new Error('must not run'); }); });`;
    writeFileSync(join(folder, 'sample.spec.js'), spec);
    // The usual configuration, but the folder lies outside of the repository, where no package is found by name.
    const swc = JSON.stringify(require.resolve('@swc/jest'));
    const config = `const base = require(${JSON.stringify(join(root, 'jest.config.cjs'))});
      const [[pattern, [, options]]] = Object.entries(base.transform);
      module.exports = { ...base, transform: { [pattern]: [${swc}, options] } };`;
    writeFileSync(join(folder, 'jest.config.cjs'), config);
    const args = ['--config', join(folder, 'jest.config.cjs'), '--rootDir', folder, '--testMatch', '**/*.spec.js'];
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const env = { ...process.env, KAFKA_BROKERS: '', KAFKA_MISSING: 'no Java' };
    const { status } = spawnSync(process.execPath, [jest, ...args, '--json', '--outputFile', results], {
      cwd: root,
      env,
    });
    const report = JSON.parse(readFileSync(results, 'utf8')) as {
      numPendingTests: number;
      testResults: { assertionResults: { ancestorTitles: string[] }[] }[];
    };
    rmSync(folder, { recursive: true });
    expect(status).toBe(0);
    expect(report.numPendingTests).toBe(1);
    expect(report.testResults[0]?.assertionResults[0]?.ancestorTitles).toEqual([
      'the Kafka adapter (skipped: no Java)',
    ]);
  }, 60_000);
});
