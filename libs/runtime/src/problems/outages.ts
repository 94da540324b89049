import { Injectable } from '@nestjs/common';

export type OutageCheck = (error: unknown) => boolean;

/**
 * Which errors mean that something a service stands on is away or busy, so that the same request may succeed in a moment.
 * None does unless its library registers a check, as persistence does for PostgreSQL.
 */
@Injectable()
export class Outages {
  private readonly checks = new Set<OutageCheck>();

  /** The same check may be registered by each service of a process. */
  register(check: OutageCheck): void {
    this.checks.add(check);
  }

  includes(error: unknown): boolean {
    return [...this.checks].some((check) => check(error));
  }
}
