import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import { type SigningKey, TokenSigner } from '@switchboard/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { KEY_SERVED_SECONDS } from './lifetimes';

/** Any number that nothing else of this database locks. */
const KEYS_LOCK = 7_205_140_001;
const REFRESH_MS = 30_000;
/** A new key is published this long before it signs: every instance and every verifier has fetched it by then. */
const PUBLISHED_BEFORE_SECONDS = 120;

// The signing key first, as TokenSigner wants it: the newest whose time has come, then those to come and those replaced.
const SERVED = `
  SELECT kid, private_jwk AS "privateJwk" FROM signing_key AS k
  WHERE NOT EXISTS (SELECT FROM signing_key AS newer
                    WHERE newer.signs_from > k.signs_from AND newer.signs_from < now() - interval '${KEY_SERVED_SECONDS} s')
  ORDER BY signs_from <= now() DESC, signs_from DESC, kid`;

/** The keys that sign the tokens of accounts. The first start makes the first one. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private signer: TokenSigner | undefined;
  private readAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.transactions.run(async (tx) => {
      // Two instances that start at once make one key.
      await tx.query('SELECT pg_advisory_xact_lock($1)', [KEYS_LOCK]);
      const [existing] = await tx.query<unknown[]>('SELECT FROM signing_key LIMIT 1');
      if (!existing) await insertKey(tx, 0);
    });
    await this.current();
  }

  /** The signer with the keys of at most 30 s ago. */
  async current(): Promise<TokenSigner> {
    if (this.signer && Date.now() - this.readAt < REFRESH_MS) return this.signer;
    const keys = await this.dataSource.query<SigningKey[]>(SERVED);
    this.signer = await TokenSigner.create({ issuer: 'settings', keys });
    this.readAt = Date.now();
    return this.signer;
  }
}

/**
 * Adds a key that signs from two minutes on; the one before is served until its last token cannot be renewed any more.
 * @returns the id of the new key
 */
export function rotateSigningKey(transactions: Transactions, delaySeconds = PUBLISHED_BEFORE_SECONDS): Promise<string> {
  return transactions.run(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [KEYS_LOCK]);
    return insertKey(tx, delaySeconds);
  });
}

async function insertKey(tx: EntityManager, delaySeconds: number): Promise<string> {
  const { kid, privateJwk } = await TokenSigner.generateKey();
  await tx.query(
    `INSERT INTO signing_key (kid, private_jwk, signs_from) VALUES ($1, $2, now() + make_interval(secs => $3))`,
    [kid, JSON.stringify(privateJwk), delaySeconds],
  );
  return kid;
}
