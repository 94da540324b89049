import type { CloudEvent } from '@switchboard/contracts';
import { aCancel, aRequest } from '../test-support/builders.harness.spec';
import type { TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();

/** Does it, with this correlation id. */
const post = (path: string, by: { token: string }, correlationId: string, body?: object) =>
  routing.service.call('POST', path, by.token, body, correlationId);

/** What happened to a chat, and the correlation id that each event of it has. */
const traced = async (chatId: string) =>
  (await routing.service.outbox(chatId)).map(({ type, correlationid }) => [type, correlationid]);

const correlated = <Event extends CloudEvent>(event: Event, correlationid: string): Event => ({
  ...event,
  correlationid,
});

/** Ann and Ben, and chats that wait for whoever claims them. */
async function byHand(count: number): Promise<{ team: TeamUnderTest; chats: string[] }> {
  const team = await routing.team({ method: 'manual' });
  return { team, chats: await team.requests(count) };
}

describe('the correlation id of what people do', () => {
  it('is that of each event which follows from it', async () => {
    const { team, chats } = await byHand(1);
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = chats[0] ?? '';
    await post(`/chats/${chat}/claim`, ann, 'claim-1');
    await post(`/chats/${chat}/transfer`, ann, 'transfer-1', { agentId: ben.id });
    await post(`/chats/${chat}/requeue`, ben, 'requeue-1');
    await post(`/chats/${chat}/assign`, { token: team.managerToken }, 'assign-1', { agentId: ann.id });
    await post(`/chats/${chat}/end`, ann, 'end-1');
    expect(await traced(chat)).toEqual([
      ['chat.queued.v1', undefined],
      ['chat.assigned.v1', 'claim-1'],
      ['chat.assigned.v1', 'transfer-1'],
      ['chat.requeued.v1', 'requeue-1'],
      ['chat.assigned.v1', 'assign-1'],
      ['chat.ended.v1', 'end-1'],
    ]);
  });

  it('is that of an availability', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const body = { availability: 'busy' };
    await routing.service.call('PUT', '/agents/me/availability', ann.token, body, 'busy-1');
    expect((await routing.service.outbox(ann.id)).at(-1)).toMatchObject({ data: body, correlationid: 'busy-1' });
  });

  it('is each one’s own where many are decided in one transaction', async () => {
    const { team, chats } = await byHand(20);
    const ann = await team.agent('Ann', { capacity: 20 });
    await Promise.all(chats.map((chat) => post(`/chats/${chat}/claim`, ann, `claim-${chat}`)));
    for (const chat of chats) expect((await traced(chat)).at(-1)).toEqual(['chat.assigned.v1', `claim-${chat}`]);
  });
});

describe('what follows from an event', () => {
  it('names the event as its cause and belongs to the same correlation: a request, and the customer who leaves', async () => {
    const team = await routing.team();
    const request = correlated(aRequest(team.id), 'asks-1');
    const { chatId } = request.data;
    const cancel = correlated(aCancel(team.id, chatId), 'leaves-1');
    await routing.service.deliver('routing.requests', [request, cancel]);
    expect(await routing.service.outbox(chatId)).toMatchObject([
      { type: 'chat.queued.v1', correlationid: 'asks-1', causationid: request.id },
      { type: 'chat.ended.v1', correlationid: 'leaves-1', causationid: cancel.id },
    ]);
  });
});
