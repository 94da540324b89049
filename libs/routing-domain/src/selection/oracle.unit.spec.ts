import fc from 'fast-check';
import type { Agent } from '../model';
import { anAgent, aRequest, given } from '../test-support/given.harness.spec';

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

  it('needs only the first k + 1 candidates for k requests', () => {
    fc.assert(
      fc.property(agents, fc.integer({ min: 1, max: 8 }), (team, count) => {
        const order = (a: Agent, b: Agent) =>
          a.activeChats - b.activeChats || a.lastSequence - b.lastSequence || (a.id < b.id ? -1 : 1);
        const first = team
          .filter((agent) => agent.activeChats < agent.capacity)
          .sort(order)
          .slice(0, count + 1);
        const requests = Array.from({ length: count }, (_, i) => aRequest(`c${i}`));
        // Reasons included: the runner-up is the true one as well.
        expect(given({ agents: first }).when(...requests)).toEqual(given({ agents: team }).when(...requests));
      }),
      { numRuns: 500 },
    );
  });
});
