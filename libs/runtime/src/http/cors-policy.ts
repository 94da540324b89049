import { Injectable } from '@nestjs/common';

export type OriginCheck = (origin: string) => boolean | Promise<boolean>;

/**
 * Which web pages may call which paths. Off unless a service registers a check, as intake does for the origins of
 * publishable keys. A preflight request carries no key, so it is answered by origin alone; whether the key at hand
 * belongs to that origin is then checked with the request itself.
 */
@Injectable()
export class CorsPolicy {
  private readonly checks = new Map<string, OriginCheck>();

  /** Asks `check` for requests whose path begins with `pathPrefix`. */
  register(pathPrefix: string, check: OriginCheck): void {
    this.checks.set(pathPrefix, check);
  }

  async allows(path: string, origin: string): Promise<boolean> {
    for (const [prefix, check] of this.checks) {
      if (path.startsWith(prefix) && (await check(origin))) return true;
    }
    return false;
  }
}
