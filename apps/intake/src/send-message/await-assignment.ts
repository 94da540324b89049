import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Assignment, AssignmentRepository } from '../follow-lifecycle/assignment.repository';

const patienceMs = 2_000;
const pollMs = 50;

/**
 * Routing answers an agent's Assign before intake has read of it: a new owner may write at once. Looked for in turns, so
 * that whoever waits holds no connection of the pool.
 */
@Injectable()
export class AwaitAssignment {
  constructor(private readonly assignments: AssignmentRepository) {}

  /** The assignment as soon as intake has heard of it; undefined when that is not within 2 seconds. */
  async of(chatId: string, assignmentId: string): Promise<Assignment | undefined> {
    const end = performance.now() + patienceMs;
    for (;;) {
      const found = await this.assignments.find(chatId, assignmentId);
      if (found || performance.now() >= end) return found;
      await sleep(pollMs);
    }
  }
}
