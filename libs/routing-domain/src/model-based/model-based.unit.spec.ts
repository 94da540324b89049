import { assertModel } from './assert-model.harness.spec';

describe('whatever happens, the core does what the reference model says', () => {
  it('in 100,000 commands', () => assertModel(100_000), 600_000);
});
