import { fairnessOf } from './fairness';

describe('fairness', () => {
  it('is even when everybody had as many', () => {
    expect(fairnessOf([4, 4, 4])).toEqual({ spread: 0, coefficientOfVariation: 0, jainIndex: 1 });
  });

  it('is 1/n when one had all (the lower bound of the index)', () => {
    expect(fairnessOf([8, 0, 0, 0])).toEqual({ spread: 8, coefficientOfVariation: Math.sqrt(3), jainIndex: 0.25 });
  });

  it('says nothing where nothing was assigned', () => {
    const nothing = { spread: 0, coefficientOfVariation: null, jainIndex: null };
    expect([fairnessOf([]), fairnessOf([0, 0])]).toEqual([nothing, nothing]);
  });
});
