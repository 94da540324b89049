import fc from 'fast-check';
import type { Agent } from '../model';
import { anAgent, aRequest, censusOf, given } from '../test-support/given.harness.spec';
import { RUNNERS_UP } from './candidates';

/**
 * The closed form of routing.md: every free place of every agent is a slot; n requests take the first n slots in the
 * order (level, initial active DESC, last_seq, id), where level is the count before the chat is given.
 */
function oracle(agents: readonly Agent[], requests: number): string[] {
  const slots = agents.flatMap((agent) =>
    Array.from({ length: Math.max(0, agent.capacity - agent.activeChats) }, (_, i) => ({
      agent,
      level: agent.activeChats + i,
    })),
  );
  slots.sort(
    (a, b) =>
      a.level - b.level ||
      b.agent.activeChats - a.agent.activeChats ||
      a.agent.lastSequence - b.agent.lastSequence ||
      (a.agent.id < b.agent.id ? -1 : 1),
  );
  return slots.slice(0, requests).map((slot) => slot.agent.id);
}

const agents = fc
  .uniqueArray(
    fc.record({
      id: fc.uuid(),
      activeChats: fc.nat(6),
      capacity: fc.nat(6),
      lastSequence: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99 })),
    }),
    { selector: (agent) => agent.id, maxLength: 12 },
  )
  .map((list) => {
    // A last assignment is a number of the team's sequence: nobody shares one.
    const used = new Set<number>();
    return list.map(({ id, ...facts }) => {
      const lastSequence = used.has(facts.lastSequence) ? 0 : facts.lastSequence;
      used.add(lastSequence);
      return anAgent(id, { ...facts, lastSequence });
    });
  });

/** By turns: agents in the order (last_seq, id), as many rounds as they have places. */
function turns(agents: readonly Agent[], requests: number): string[] {
  const order = [...agents].sort((a, b) => a.lastSequence - b.lastSequence || (a.id < b.id ? -1 : 1));
  const slots = order.flatMap((agent, rank) =>
    Array.from({ length: Math.max(0, agent.capacity - agent.activeChats) }, (_, round) => ({ agent, rank, round })),
  );
  slots.sort((a, b) => a.round - b.round || a.rank - b.rank);
  return slots.slice(0, requests).map((slot) => slot.agent.id);
}

describe('round-robin', () => {
  it('picks as the closed form says', () => {
    fc.assert(
      fc.property(agents, fc.nat(60), (team, count) => {
        const requests = Array.from({ length: count }, (_, i) => aRequest(`c${i}`));
        const { decisions } = given({ team: { strategy: 'round-robin' }, agents: team }).when(...requests);
        const picked = decisions.flatMap((d) => (d.kind === 'assigned' ? [d.agent.id] : []));
        expect(picked).toEqual(turns(team, count));
      }),
      { numRuns: 500 },
    );
  });
});

describe('least-assigned', () => {
  it('picks as the closed form says', () => {
    fc.assert(
      fc.property(agents, fc.nat(60), (team, count) => {
        const requests = Array.from({ length: count }, (_, i) => aRequest(`c${i}`));
        const { decisions } = given({ agents: team }).when(...requests);
        const picked = decisions.flatMap((d) => (d.kind === 'assigned' ? [d.agent.id] : []));
        expect(picked).toEqual(oracle(team, count));
      }),
      { numRuns: 500 },
    );
  });

  it('needs only the first k candidates for k requests, and two more to tell who came next', () => {
    fc.assert(
      fc.property(agents, fc.integer({ min: 1, max: 8 }), (team, count) => {
        const order = (a: Agent, b: Agent) =>
          a.activeChats - b.activeChats || a.lastSequence - b.lastSequence || (a.id < b.id ? -1 : 1);
        const first = team
          .filter((agent) => agent.activeChats < agent.capacity)
          .sort(order)
          .slice(0, count + RUNNERS_UP);
        const census = censusOf(team);
        const requests = Array.from({ length: count }, (_, i) => aRequest(`c${i}`));
        // Reasons included: the runners-up are the true ones as well.
        const [few, all] = [first, team].map((agents) => given({ team: { census }, agents }).when(...requests));
        expect(few).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });
});
