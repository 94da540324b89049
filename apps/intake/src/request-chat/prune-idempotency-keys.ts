import { Injectable } from '@nestjs/common';
import { Pruning } from '@switchboard/persistence';
import { IdempotencyRepository } from './idempotency.repository';

const everyMs = 10 * 60_000;

/** Forgets idempotency keys after their 24 hours, so that the table stays small. */
@Injectable()
export class PruneIdempotencyKeys extends Pruning {
  constructor(keys: IdempotencyRepository) {
    super(everyMs, [(limit) => keys.prune(limit)]);
  }
}
