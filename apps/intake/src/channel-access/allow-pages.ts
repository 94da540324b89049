import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CorsPolicy } from '@switchboard/runtime';
import { ChannelKeyRepository } from './channel-key.repository';

/**
 * Lets web pages call intake whose origin some channel allows. A preflight carries no key, so more cannot be asked here;
 * CallerGuard then holds each publishable key to the origins of its own channel.
 */
@Injectable()
export class AllowPages implements OnModuleInit {
  constructor(
    private readonly policy: CorsPolicy,
    private readonly keys: ChannelKeyRepository,
  ) {}

  onModuleInit(): void {
    this.policy.register('/api/v1/intake/', (origin) => this.keys.allowsOrigin(origin));
  }
}
