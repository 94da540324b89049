import { check } from './check';
import { faultsOf } from './faults-of.support';
import { Story } from './story.support';

/** Two chats assigned, one of them ended, one waits; both agents are full. */
const usual = (): Story =>
  new Story(1, 1).assigned('c1', 'a').assigned('c2', 'b').queued('c3').queued('c4').ended('c1').assigned('c3', 'a');

describe('a run as it should be', () => {
  it('has no fault', () => {
    expect(faultsOf(usual())).toEqual({});
    expect(check(usual().evidence())).toMatchObject({ accepted: 4, picks: 3, unjudgedPicks: 0, repeats: 0 });
  });

  it('may tell things again', () => {
    const story = usual();
    const again = story.records.slice(0, 3).map((record) => ({ ...record, offset: record.offset + 100 }));
    story.records.push(...again);
    expect(faultsOf(story)).toEqual({});
    expect(check(story.evidence()).repeats).toBe(3);
  });

  it('has transfers, requeues at the original place, overrides and left messages', () => {
    const story = new Story(2, 2).assigned('c1', 'a').assigned('c2', 'b').queued('c3').assigned('c3', 'a');
    story.assigned('c1', 'b', { previousAgentId: 'a', method: 'manual', cause: 'transfer' });
    story.requeued('c3').assigned('c3', 'a'); // straight back, for b is full
    story.queued('c4').ended('c4', 'left_message').assigned('c5', 'a').closed('c4', 'b');
    const override = { activeChats: 2, lastSequence: story.number, override: true };
    story.assigned('c6', 'a', { method: 'manual', cause: 'manager', reason: { facts: override } });
    expect(faultsOf(story)).toEqual({});
  });

  it('may leave chats waiting while presence is silent, and picks unjudged between two looks that differ', () => {
    const story = new Story(2, 2).queued('c1');
    story.presenceIsLive = false;
    expect(faultsOf(story)).toEqual({});
    const moved = new Story(2, 2).assigned('c1', 'b');
    moved.agents.splice(0, 1, { ...moved.agents[0], versions: '1 2 1' } as (typeof moved.agents)[0]);
    expect(faultsOf(moved)).toEqual({});
  });
});

describe('lost', () => {
  it('an accepted request of which nothing is heard', () => {
    const story = usual();
    story.ledger.push({ kind: 'request', teamId: 't', chatId: 'gone', via: 'kafka' });
    expect(faultsOf(story)).toEqual({ lost: 1 });
    const value = JSON.stringify({ data: { chatId: 'gone' } });
    story.records.push({ topic: 'chat.requested.dead-letter', partition: 0, offset: 0, key: 't', value });
    expect(faultsOf(story)).toEqual({});
    expect(check(story.evidence()).deadLettered).toBe(1);
  });

  it.each(['cancel', 'end'] as const)('an accepted %s after which the chat goes on', (kind) => {
    const story = usual();
    story.ledger.push({ kind, teamId: 't', chatId: 'c2' });
    expect(faultsOf(story)).toEqual({ lost: 1 });
  });

  it('an accepted claim that is never announced', () => {
    const story = usual();
    story.ledger.push({ kind: 'claim', teamId: 't', chatId: 'c2', agentId: 'a' });
    expect(faultsOf(story)).toEqual({ lost: 1 });
  });

  it('a row that is not announced, and an announcement without its row', () => {
    const story = usual();
    story.records.pop();
    story.fed.pop();
    expect(faultsOf(story).lost).toBe(2); // the chat's state and its assignment
    expect(faultsOf(usual(), { chats: usual().chats.filter(({ id }) => id !== 'c4') }).lost).toBe(1);
  });

  it('what intake or the agents have not heard, and what stays in an outbox', () => {
    const story = usual();
    story.intakeChats.pop();
    expect(faultsOf(story)).toEqual({ lost: 1 });
    const unfed = usual();
    unfed.fed.pop();
    expect(faultsOf(unfed)).toEqual({ lost: 1 });
    expect(faultsOf(usual(), { outboxes: [{ service: 'routing', waiting: 0, setAside: 1 }] })).toEqual({ lost: 1 });
  });
});

describe('double-assigned', () => {
  it('a second owner with nothing in between', () => {
    const story = new Story(2, 2).assigned('c1', 'a').assigned('c1', 'b');
    expect(faultsOf(story)).toEqual({ doubleAssigned: 1 });
  });

  it('a transfer from somebody who did not have it', () => {
    const story = new Story(2, 2).assigned('c1', 'a');
    story.assigned('c1', 'b', { previousAgentId: 'b', method: 'manual' });
    expect(faultsOf(story)).toEqual({ doubleAssigned: 1 });
  });

  it("two active assignments, or one that is not the chat's", () => {
    const story = usual();
    story.assignments.push({ id: 'c2-b', chatId: 'c2', teamId: 't', agentId: 'b', active: true });
    expect(faultsOf(story)).toEqual({ doubleAssigned: 1 });
    const chats = usual().chats.map((chat) => (chat.id === 'c2' ? { ...chat, assignmentId: 'other' } : chat));
    expect(faultsOf(usual(), { chats })).toEqual({ doubleAssigned: 1 });
  });
});

describe('over capacity, counter drift', () => {
  it('a chat above the limit without an override', () => {
    const story = new Story(1).assigned('c1', 'a').assigned('c2', 'a', { method: 'manual' });
    expect(faultsOf(story)).toEqual({ overCapacity: 1 });
  });

  it("an agent's or a team's counter that is not its rows", () => {
    const agents = usual().agents.map((agent) => ({ ...agent, activeChats: agent.activeChats + 1 }));
    expect(faultsOf(usual(), { agents })).toEqual({ counterDrift: 4 }); // each against rows and events
    const teams = usual()
      .evidence()
      .database.teams.map((team) => ({ ...team, waiting: 7 }));
    expect(faultsOf(usual(), { teams })).toEqual({ counterDrift: 2 });
    const [team] = usual().evidence().database.teams;
    const miscounted = team && { ...team, standings: { ...team.standings, free: 9 } };
    expect(faultsOf(usual(), { teams: miscounted ? [miscounted] : [] })).toEqual({ counterDrift: 1 });
  });

  it('a counter that was wrong on the way', () => {
    const story = new Story(2).assigned('c1', 'a').look();
    const [before] = story.ledger.splice(-1);
    story.ended('c1');
    if (before?.kind === 'census') story.ledger.push({ ...before, waiting: 3 });
    expect(faultsOf(story)).toEqual({ counterDrift: 1 });
  });

  it('a decision that saw other counts than there were', () => {
    const story = new Story(2).assigned('c1', 'a', { reason: { facts: { activeChats: 1, lastSequence: 0 } } });
    expect(faultsOf(story)).toEqual({ counterDrift: 1 });
  });
});

describe('order', () => {
  it('a younger chat before an older one', () => {
    const story = new Story(1).assigned('c1', 'a').queued('c2').queued('c3').ended('c1').assigned('c3', 'a');
    expect(faultsOf(story)).toEqual({ orderViolations: 1 });
  });

  it('a new request before one that waits', () => {
    const story = new Story(1).assigned('c1', 'a').queued('c2').ended('c1').assigned('c3', 'a');
    expect(faultsOf(story)).toEqual({ orderViolations: 1 });
  });

  it('a requeued chat has its old place', () => {
    const story = new Story(1, 1).assigned('c1', 'a').assigned('c2', 'b').queued('c3').requeued('c1').ended('c2');
    expect(faultsOf(story.assigned('c3', 'b'))).toMatchObject({ orderViolations: 1 });
  });

  it('a claim may take any of them', () => {
    const story = new Story(1).assigned('c1', 'a').queued('c2').queued('c3').ended('c1');
    expect(faultsOf(story.assigned('c3', 'a', { method: 'manual', cause: 'claim' }))).toEqual({});
  });

  it('numbers of a key that go back, numbers given twice, words after the last', () => {
    const story = usual();
    const [first, second] = story.records.splice(0, 2);
    if (first && second) story.records.unshift({ ...second, offset: 0 }, { ...first, offset: 1 });
    expect(faultsOf(story)).toEqual({ orderViolations: 1 });
    const twice = new Story(2, 2).assigned('c1', 'a');
    twice.number = 0;
    expect(faultsOf(twice.queued('c2')).orderViolations).toBe(1);
    const after = usual();
    after.tell('chat.queued', 'c1', {});
    expect(faultsOf(after).orderViolations).toBe(1);
  });
});

describe('unfair picks', () => {
  it.each([
    ['more chats', new Story(3, 3).assigned('c1', 'a').assigned('c2', 'a')],
    [
      'a later last chat',
      new Story(3, 3).assigned('c1', 'a').assigned('c2', 'b').ended('c1').ended('c2').assigned('c3', 'b'),
    ],
    ['a higher id', new Story(3, 3).assigned('c1', 'b')],
  ])('somebody with %s', (_, story) => {
    expect(faultsOf(story)).toEqual({ unfairPicks: 1 });
  });

  it('by turns: whose last chat is later, however many they have', () => {
    const turns = { strategy: 'round-robin' };
    const story = new Story(3, 3).assigned('c1', 'a', turns).assigned('c2', 'b', turns).ended('c2');
    expect(faultsOf(story.assigned('c3', 'a', turns))).toEqual({});
    expect(faultsOf(story.assigned('c4', 'a', turns))).toEqual({ unfairPicks: 1 });
    expect(check(story.evidence()).unjudgedPicks).toBe(0);
    expect(check(new Story(3).assigned('c1', 'a', { strategy: 'new' }).evidence()).unjudgedPicks).toBe(1);
  });

  it('somebody who was not eligible', () => {
    const story = new Story(3, 3);
    story.agents.forEach((agent, i) => story.agents.splice(i, 1, { ...agent, eligible: i === 0 }));
    expect(faultsOf(story.look().assigned('c1', 'b'))).toEqual({ unfairPicks: 1 });
  });

  it('the one who gave the chat up while another could take it', () => {
    const story = new Story(3, 3).assigned('c1', 'a').requeued('c1').assigned('c1', 'a');
    expect(faultsOf(story)).toEqual({ unfairPicks: 1 });
  });
});

describe('stuck, cross-team', () => {
  it('a chat waits although somebody has a place', () => {
    expect(faultsOf(new Story(1).queued('c1'))).toEqual({ stuckWaiting: 1 });
  });

  it('an agent, an event or a feed of another team', () => {
    const agents = usual().agents.map((agent) => (agent.id === 'b' ? { ...agent, teamId: 'u' } : agent));
    expect(faultsOf(usual(), { agents }).crossTeam).toBe(3); // the event, the chat and the assignment
    const foreign = usual();
    foreign.tell('chat.queued', 'c4', {}, { team: 'u', number: 1 });
    expect(faultsOf(foreign).crossTeam).toBe(1);
    const fed = usual().fed.map((entry, i) => (i === 0 ? { ...entry, teamId: 'u' } : entry));
    expect(faultsOf(usual(), { fed })).toEqual({ crossTeam: 1 });
  });
});
