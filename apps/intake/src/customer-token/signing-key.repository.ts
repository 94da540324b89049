import { Injectable } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import { type SigningKey, TokenSigner } from '@switchboard/runtime';

@Injectable()
export class SigningKeyRepository {
  constructor(private readonly transactions: Transactions) {}

  /** All signing keys, the newest first. At the first start one is made; instances that start together make only one. */
  async loadOrCreate(): Promise<SigningKey[]> {
    return this.transactions.run(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('switchboard.intake.signing_key', 0))`);
      const rows: { kid: string; private_jwk: SigningKey['privateJwk'] }[] = await tx.query(
        'SELECT kid, private_jwk FROM signing_key ORDER BY created_at DESC, kid',
      );
      if (rows.length > 0) return rows.map((row) => ({ kid: row.kid, privateJwk: row.private_jwk }));
      const key = await TokenSigner.generateKey();
      await tx.query('INSERT INTO signing_key (kid, private_jwk) VALUES ($1, $2)', [key.kid, key.privateJwk]);
      return [key];
    });
  }
}
