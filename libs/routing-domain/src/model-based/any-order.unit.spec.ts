import fc from 'fast-check';
import { type Command, NO_RULES } from '../index';
import { sentence } from './sentences.harness.spec';
import { Shell } from './shell.harness.spec';

const NOW = '2026-01-05T09:00:00.000Z';
const CHATS = ['c0', 'c1', 'c2'];
const customer = { kind: 'customer' } as const;
const manager = { kind: 'manager', id: 'm' } as const;

/** What reaches routing of one chat, all of it twice, as delivery is at least once. */
const requestAndCancel = (chatId: string): Command[] => [
  { kind: 'request', chatId, requestHash: chatId, actor: customer },
  { kind: 'cancel', chatId, actor: customer },
];
const andEnd = (chatId: string): Command[] => [...requestAndCancel(chatId), { kind: 'end', chatId, actor: manager }];
const twice = (facts: (chatId: string) => Command[]) => CHATS.flatMap(facts).flatMap((fact) => [fact, fact]);

/** All of the facts in any order, cut into transactions anywhere. */
const anyOrder = (facts: Command[]) =>
  fc.record({
    order: fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
    cuts: fc.array(fc.boolean(), { minLength: facts.length, maxLength: facts.length }),
    sparing: fc.boolean(),
  });

function aShell(method: 'manual' | 'automatic', sparing: boolean): Shell {
  const shell = new Shell('team', new Set(), sparing);
  const team = {
    name: 'Team',
    strategy: 'least-assigned',
    defaultCapacity: 1,
    rules: NO_RULES,
    removed: false,
  } as const;
  shell.execute([{ kind: 'configure-team', method, ...team, version: 1 }], NOW);
  for (const agentId of ['a0', 'a1']) {
    shell.execute([{ kind: 'configure-agent', agentId, name: agentId, active: true, version: 1 }], NOW);
    shell.execute([{ kind: 'set-presence', agentId, connected: true, version: 1 }], NOW);
    shell.execute([{ kind: 'set-availability', agentId, availability: 'available' }], NOW);
  }
  return shell;
}

/** Plays it all, drained after each transaction; returns how each chat was announced to be over, in order of chats. */
function play(shell: Shell, order: readonly Command[], cuts: readonly boolean[]): string[] {
  const told: string[] = [];
  const execute = (commands: Command[]) => told.push(...shell.execute(commands, NOW).map(sentence));
  let batch: Command[] = [];
  order.forEach((command, i) => {
    batch.push(command);
    if (!cuts[i] && i < order.length - 1) return;
    execute(batch);
    batch = [];
    while (shell.team.drainDue) execute([{ kind: 'drain' }]);
  });
  return told.filter((each) => each.includes(' is over')).sort();
}

function expectNothingLeft(shell: Shell): void {
  expect([...shell.agents.values()].map(({ activeChats }) => activeChats)).toEqual([0, 0]);
  expect([shell.team.waiting, shell.cancels.size, shell.team.census.free]).toEqual([0, 0, 2]);
}

describe('requests, cancels and ends in any order of arrival', () => {
  it('come to the same state, announced once: cancelled, while nobody takes the chat', () => {
    fc.assert(
      fc.property(anyOrder(twice(requestAndCancel)), ({ order, cuts, sparing }) => {
        const shell = aShell('manual', sparing);
        expect(play(shell, order, cuts)).toEqual(CHATS.map((chat) => `${chat} is over: cancelled`));
        expectNothingLeft(shell);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leave every chat over, announced once, and every counter as it was, whoever was faster', () => {
    fc.assert(
      fc.property(anyOrder(twice(andEnd)), ({ order, cuts, sparing }) => {
        const shell = aShell('automatic', sparing);
        const over = play(shell, order, cuts).map((each) => each.split(' ')[0]);
        expect(over).toEqual(CHATS);
        expect([...shell.chats.values()].filter(({ state }) => !['ended', 'cancelled'].includes(state))).toEqual([]);
        expectNothingLeft(shell);
      }),
      { numRuns: 1_000 },
    );
  });
});
