import { Logger } from '@nestjs/common';
import { HealthRegistry } from './health-registry';

beforeAll(() => {
  Logger.overrideLogger(false);
});

it('is up without checks', async () => {
  expect(await new HealthRegistry().ready()).toEqual({ status: 'up', checks: {} });
});

it('is down while one check fails, rejects or does not answer', async () => {
  const health = new HealthRegistry();
  health.register('good', () => undefined);
  health.register('throws', () => {
    throw new Error('x');
  });
  health.register('rejects', () => Promise.reject(new Error('x')));
  health.register('hangs', () => new Promise(() => undefined));

  expect(await health.ready()).toEqual({
    status: 'down',
    checks: { good: 'up', throws: 'down', rejects: 'down', hangs: 'down' },
  });
});

it('is not ready, but alive, once it stops', async () => {
  const health = new HealthRegistry();
  health.stop();

  expect((await health.ready()).status).toBe('down');
  expect((await health.live()).status).toBe('up');
});

it('is dead once a part has failed for good, and tells who listens', async () => {
  const health = new HealthRegistry();
  const reasons: string[] = [];
  health.onFatal((reason) => reasons.push(reason));

  health.fail('consumer', 'crashed');

  expect(await health.live()).toEqual({ status: 'down', checks: { consumer: 'down' } });
  expect(reasons).toEqual(['consumer: crashed']);
});

it('refuses a name that is taken', () => {
  const health = new HealthRegistry();
  health.register('a', () => undefined);

  expect(() => health.register('a', () => undefined)).toThrow('named a');
});
