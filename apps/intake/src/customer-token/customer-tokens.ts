import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ChatToken } from '@switchboard/contracts';
import { type JsonWebKeySet, TokenSigner } from '@switchboard/runtime';
import { SigningKeyRepository } from './signing-key.repository';

const lifetimeSeconds = 24 * 60 * 60;

/** Mints the tokens of customers, each for one chat, and publishes the keys that verify them. */
@Injectable()
export class CustomerTokens implements OnModuleInit {
  private signer: TokenSigner | undefined;

  constructor(private readonly keys: SigningKeyRepository) {}

  async onModuleInit(): Promise<void> {
    this.signer = await TokenSigner.create({ issuer: 'intake', keys: await this.keys.loadOrCreate() });
  }

  /** A token for 24 hours. */
  async mint(chat: { chatId: string; teamId: string; customerId: string }): Promise<ChatToken> {
    const claims = { typ: 'customer', sub: chat.customerId, team: chat.teamId, chat: chat.chatId } as const;
    const tokenExpiresAt = new Date(Date.now() + lifetimeSeconds * 1000).toISOString();
    return { token: await this.ready().sign(claims, lifetimeSeconds), tokenExpiresAt };
  }

  jwks(): JsonWebKeySet {
    return this.ready().jwks();
  }

  private ready(): TokenSigner {
    if (!this.signer) throw new Error('No token can be signed before the module has started');
    return this.signer;
  }
}
