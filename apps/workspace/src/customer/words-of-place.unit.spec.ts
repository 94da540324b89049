import type { TFunction } from 'i18next';
import { customerEn } from '../i18n/customer.en';
import { customerKo } from '../i18n/customer.ko';
import { wordsOf } from '../test-support/words.support.spec';
import { wordsOfPlace } from './words-of-place';

const at = (position: number | null, estimatedWaitSeconds: number | null = null, exact = true) => ({
  position,
  estimatedWaitSeconds,
  exact,
});

describe('what a customer who waits reads', () => {
  let en: TFunction;
  let ko: TFunction;
  beforeAll(async () => {
    [en, ko] = [await wordsOf('en', customerEn), await wordsOf('ko', customerKo)];
  });

  it.each([
    [at(3), 'You have place 3 in the waiting list.', '대기 순서는 3번째입니다.'],
    [
      at(1, 59),
      'You have place 1 in the waiting list. It should take less than a minute.',
      '대기 순서는 1번째입니다. 예상 대기 시간은 1분 이내입니다.',
    ],
    [
      at(2, 60),
      'You have place 2 in the waiting list. It should take about 1 min.',
      '대기 순서는 2번째입니다. 예상 대기 시간은 약 1분입니다.',
    ],
    [
      at(101, 3_601, false),
      'You have place 100+ in the waiting list. It should take about 61 min.',
      '대기 순서는 100+번째입니다. 예상 대기 시간은 약 61분입니다.',
    ],
    [at(null), 'You are in the waiting list.', '대기 중입니다.'],
    [undefined, 'You are in the waiting list.', '대기 중입니다.'],
  ])('of %j', (place, english, korean) => {
    expect([wordsOfPlace(place, en), wordsOfPlace(place, ko)]).toEqual([english, korean]);
  });
});
