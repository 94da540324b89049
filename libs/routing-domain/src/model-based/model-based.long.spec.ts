import { assertModel } from './assert-model.harness.spec';

describe('whatever happens, the core does what the reference model says', () => {
  it('in 2,000,000 commands', () => assertModel(2_000_000), 3_600_000);
});
