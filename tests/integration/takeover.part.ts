import { eventually } from '@switchboard/testing';
import { type Installation, services } from './installation.support';
import { type Agent, type Chat, Team } from './team.support';

interface Assigned {
  teamid: string;
  data: { chatId: string; assignmentId: string };
}

/** One of two processes of each service is killed, and started again. */
export function takeover(running: () => Installation): void {
  let installation: Installation;
  let team: Team;
  const agents: Agent[] = [];
  beforeAll(async () => {
    installation = running();
    team = await Team.create(installation, 'automatic');
    // Enough places for all; on the instance of notification that is not killed.
    for (const name of ['Kim', 'Lee', 'Park']) agents.push(await team.agent(name, 200));
    await Promise.all(agents.map((agent) => agent.connect(1)));
  });
  afterAll(() => Promise.all(agents.map((agent) => agent.disconnectAll())));

  /** As a channel does: the same key again until an instance answers. */
  const request = (key: string, instance: number): Promise<Chat> =>
    eventually(
      async () => {
        const body = { customer: { id: key } };
        const headers = { 'idempotency-key': key };
        const o = { bearer: team.channelKey, headers, body, instance };
        const answer = await installation.call<Chat>('intake', 'POST', 'chats', o);
        if (answer.status !== 201) throw new Error(`answered ${answer.status}`);
        return answer.body;
      },
      { timeoutMs: 60_000 },
    );

  it('loses nothing, assigns nothing twice, and the counters equal the rows', async () => {
    const chats: Chat[] = [];
    team.intakeInstance = 1;
    chats.push(await request('warm-up', 1));
    for (const service of services) {
      const before = chats.length;
      const flow = Promise.all(Array.from({ length: 50 }, (_, i) => request(`${service}-${i}`, 1)));
      await installation.kill(service, 0);
      chats.push(...(await flow));
      expect(chats.length).toBe(before + 50);
    }
    for (const chat of chats) await team.soon(chat, 'in_progress');

    const seen = await installation.kafka.collect(installation.topic('chat.assigned'));
    const isOurs = ({ value }: { value: string | undefined }) =>
      (JSON.parse(value ?? '') as Assigned).teamid === team.id;
    const assignments = new Map<string, Set<string>>();
    for (const { value } of await seen.waitFor(chats.length, isOurs, 60_000)) {
      const { data } = JSON.parse(value ?? '') as Assigned;
      assignments.set(data.chatId, (assignments.get(data.chatId) ?? new Set()).add(data.assignmentId));
    }
    // An event may come again, always for the same assignment.
    for (const { chatId } of chats) expect([chatId, assignments.get(chatId)?.size]).toEqual([chatId, 1]);

    const drift = await installation.query(
      `SELECT a.id FROM routing.agent a WHERE active_chats <>
         (SELECT count(*) FROM routing.chat c WHERE c.agent_id = a.id AND c.state = 'in_progress')`,
    );
    expect(drift).toEqual([]);
  });

  it('goes on with two again', async () => {
    await Promise.all(services.map((service) => installation.launch(service, 0)));
    await team.soon(await team.request('after'), 'in_progress');
  });
}
