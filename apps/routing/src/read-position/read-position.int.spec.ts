import { uuidv7 } from '@switchboard/contracts';
import { eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
let sequence = 0;

/** What the customer of a chat is told. */
async function told(team: TeamUnderTest, chat: string) {
  const token = await routing.issuers.customer(team.id, chat);
  return (await routing.service.call('GET', `/chats/${chat}/position`, token)).body;
}

/** What the customer is told once the pace is read anew, which happens every second or so. */
const soonTold = (team: TeamUnderTest, chat: string, expected: object) =>
  eventually(async () => expect(await told(team, chat)).toMatchObject(expected));

interface Past {
  /** Seconds ago. */
  accepted: number;
  assigned?: number;
  ended: number;
  agentId?: string;
  cause?: string;
}

/** A chat that is over: ended if it was assigned, else cancelled. */
async function past(team: TeamUnderTest, { accepted, assigned, ended, agentId, cause = 'drain' }: Past): Promise<void> {
  const id = uuidv7();
  const ago = (n: number) => `clock_timestamp() - $${n} * interval '1 s'`;
  await routing.service.rows(
    `INSERT INTO chat (id, team_id, state, request_hash, queue_sequence, enqueued_at, requested_at, assigned_at, ended_at)
     VALUES ($1, $2, $3, '', $4, ${ago(5)}, ${ago(5)}, ${ago(6)}, ${ago(7)})`,
    [id, team.id, assigned === undefined ? 'cancelled' : 'ended', ++sequence, accepted, assigned ?? null, ended],
  );
  if (assigned === undefined) return;
  await routing.service.rows(
    `INSERT INTO assignment (chat_id, sequence, id, team_id, agent_id, assigned_at, released_at, decision)
     VALUES ($1, $2, $3, $4, $5, ${ago(6)}, ${ago(7)}, $8)`,
    [id, sequence, uuidv7(), team.id, agentId, assigned, ended, JSON.stringify({ cause })],
  );
}

const times = async (count: number, add: (i: number) => Promise<void>): Promise<void> => {
  for (let i = 0; i < count; i++) await add(i);
};

describe('automatic assignment: position and estimate', () => {
  it('from recent handle times and the places there are', async () => {
    const team = await routing.team({ defaultCapacity: 2 });
    const ann = await team.agent('Ann');
    await team.requests(2);
    const [first, second] = (await team.requests(2)) as [string, string];
    const nothing = { position: 1, exact: true, estimatedWaitSeconds: null, estimateBasis: 'no_history' };
    expect(await told(team, first)).toEqual({ chatId: first, state: 'waiting', ...nothing });
    await times(5, () => past(team, { agentId: ann.id, accepted: 301, assigned: 301, ended: 1 }));
    const basis = { exact: true, estimateBasis: 'handle_times' };
    await soonTold(team, first, { ...basis, position: 1, estimatedWaitSeconds: 150 });
    await soonTold(team, second, { ...basis, position: 2, estimatedWaitSeconds: 300 });
    await team.availability(ann, 'busy');
    await soonTold(team, second, { estimatedWaitSeconds: null, estimateBasis: 'nobody_active' });
  });

  it('shorter where customers lately gave up', async () => {
    const team = await routing.team({ defaultCapacity: 2 });
    const ann = await team.agent('Ann');
    await team.requests(2);
    const [first, second] = (await team.requests(2)) as [string, string];
    await times(5, () => past(team, { agentId: ann.id, accepted: 301, assigned: 301, ended: 1 }));
    // One of 150 s of waiting: the first of the queue leaves it by 1/150 + 1/150, so the second waits 150 s and 75 s more.
    await times(10, () => past(team, { accepted: 200, ended: 50 }));
    await soonTold(team, first, { estimatedWaitSeconds: 150 });
    await soonTold(team, second, { estimatedWaitSeconds: 225 });
  });

  it('none while nobody knows who is connected', async () => {
    const team = await routing.team({ defaultCapacity: 1 });
    const ann = await team.agent('Ann');
    await times(5, () => past(team, { agentId: ann.id, accepted: 301, assigned: 301, ended: 1 }));
    const [, waiting] = (await team.requests(2)) as [string, string];
    await soonTold(team, waiting, { estimatedWaitSeconds: 300 });
    await routing.service.rows(`UPDATE presence_pulse SET heard_at = '-infinity'`);
    await soonTold(team, waiting, { estimatedWaitSeconds: null, estimateBasis: 'nobody_active' });
  });

  it('none for a chat that does not wait', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const chat = await team.request();
    const nothing = { position: null, exact: true, estimatedWaitSeconds: null, estimateBasis: null };
    expect(await told(team, chat)).toEqual({ chatId: chat, state: 'in_progress', ...nothing });
    await team.end(ann, chat);
    expect(await told(team, chat)).toEqual({ chatId: chat, state: 'ended', ...nothing });
  });
});

describe('manual assignment: the estimate', () => {
  it('goes on at the pace at which people took chats from the queue, busy agents too', async () => {
    const team = await routing.team({ method: 'manual' });
    const ann = await team.agent('Ann', { availability: 'busy' });
    const [first, second] = (await team.requests(2)) as [string, string];
    // The two come when the last of the others has been taken: the time until now is no part of a gap.
    await routing.service.rows(`UPDATE chat SET enqueued_at = clock_timestamp() + interval '1 h' WHERE team_id = $1`, [
      team.id,
    ]);
    const claimed = (assigned: number, cause = 'claim') =>
      past(team, { agentId: ann.id, accepted: 900, assigned, ended: 1, cause });
    await times(4, (i) => claimed(800 - 100 * i));
    await soonTold(team, first, { estimatedWaitSeconds: null, estimateBasis: 'no_history' });
    await claimed(450, 'transfer'); // did not come from the queue
    await claimed(400);
    const basis = { estimateBasis: 'recent_assignments' };
    await soonTold(team, first, { ...basis, position: 1, estimatedWaitSeconds: 100 });
    await soonTold(team, second, { ...basis, position: 2, estimatedWaitSeconds: 200 });
    await team.connect(ann, false);
    await soonTold(team, first, { estimatedWaitSeconds: null, estimateBasis: 'nobody_active' });
  });
});
