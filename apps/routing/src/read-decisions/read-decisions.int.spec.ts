import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
type Item = Record<string, unknown>;
const decisions = async (chat: string, token: string) =>
  (await routing.service.call('GET', `/chats/${chat}/decisions`, token)).body.items as Item[];

describe('the record of an automatic assignment', () => {
  it('names method, strategy, settings version, who came next, and how many could not be picked and why', async () => {
    const team = await routing.team();
    const ann = await team.agent('Ann');
    const first = await team.request();
    const ben = await team.agent('Ben');
    await team.agent('Cem', { availability: 'busy' });
    await team.agent('Dee', { connected: false });
    await team.agent('Eve', { capacity: 0 });
    const chat = await team.request();
    expect(await decisions(chat, ann.token)).toMatchObject([
      {
        kind: 'assigned',
        agent: { id: ben.id, name: 'Ben' },
        method: 'automatic',
        strategy: 'least-assigned',
        settingsVersion: 1,
        sentence:
          'Ben had the fewest chats (0); Ann came next with 1. 3 other agents could not be picked: ' +
          '1 had as many chats as allowed, 1 was busy, 1 was not connected.',
        facts: { decidedBy: 'fewest-chats', candidates: 2 },
        runnersUp: [{ id: ann.id, name: 'Ann', activeChats: 1 }],
        considered: { free: 2, full: 1, busy: 1, hidden: 0, disconnected: 1, inactive: 0 },
      },
    ]);
    expect(await decisions(first, ann.token)).toMatchObject([{ facts: { decidedBy: 'only-one' } }]);
    expect((await team.lastAssigned(chat)).data.reason.facts).toMatchObject({ candidates: 2, runnerUpId: ann.id });
  });

  it('stays small however many candidates there are', async () => {
    const team = await routing.team();
    await Promise.all(Array.from({ length: 100 }, (_, i) => team.agent(`Agent ${i}`)));
    const [item] = await decisions(await team.request(), team.managerToken);
    expect(item?.runnersUp).toHaveLength(2);
    expect(item?.considered).toMatchObject({ free: 100 });
    expect(JSON.stringify(item).length).toBeLessThan(1_500);
  }, 60_000);

  it('says whose turn it was under round-robin', async () => {
    const team = await routing.team({ strategy: 'round-robin' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const [, , third] = await team.requests(3);
    const [item] = await decisions(third ?? '', ann.token);
    const first = (item?.agent as { name: string }).name;
    const next = first === ann.name ? ben.name : ann.name;
    expect(item).toMatchObject({
      strategy: 'round-robin',
      sentence: `The team takes turns; the last one given to ${first} was longer ago than the last one of ${next}.`,
    });
  });
});

describe('the story of a chat', () => {
  it('tells of waiting, claims, transfers and requeues in order', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = await team.request();
    await team.claim(ann, chat);
    await routing.service.call('POST', `/chats/${chat}/transfer`, ann.token, { agentId: ben.id });
    await routing.service.call('POST', `/chats/${chat}/requeue`, ben.token);
    await team.claim(ann, chat);
    await team.end(ann, chat);
    expect((await decisions(chat, team.managerToken)).map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['queued', 'The team assigns by hand: the chat waited until somebody pressed Assign.'],
      ['assigned', 'Ann pressed Assign.'],
      ['assigned', 'Ann transferred the chat to Ben.'],
      ['requeued', 'Ben gave the chat back: the chat waited again at its original place.'],
      ['assigned', 'Ann pressed Assign.'],
      ['ended', 'Ann ended the chat.'],
    ]);
  });
});
