import { uuidv7 } from '@switchboard/contracts';
import type { Chat } from '../test-support/channels.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();

const count = async (chat: Chat): Promise<unknown> =>
  (await intake.rows('SELECT count(*)::int AS count FROM message WHERE chat_id = $1', [chat.id]))[0]?.['count'];

describe('a transfer', () => {
  it('ends the right of the old owner, by whatever assignment, and the new owner writes', async () => {
    const chat = await at.aChat();
    const ann = await at.assign(chat, 2);
    const transfer = at.routing(chat).transferred(3, 'Bob');
    await intake.deliver('intake.lifecycle', [transfer]);
    const bob = await at.ownerBy(transfer);
    expect(await at.say(chat, ann.token, { assignmentId: ann.assignmentId })).toMatchObject({
      status: 403,
      body: { code: 'CHAT.ASSIGNMENT_SUPERSEDED' },
    });
    expect(await at.say(chat, ann.token, { assignmentId: bob.assignmentId })).toMatchObject({
      status: 403,
      body: { code: 'CHAT.NOT_OWNER' },
    });
    expect((await at.say(chat, bob.token, { assignmentId: bob.assignmentId })).status).toBe(201);
    expect(await count(chat)).toBe(1);
  });

  it('lets the new owner write at once, though intake reads of it only while the message waits', async () => {
    const chat = await at.aChat();
    const ann = await at.assign(chat, 2);
    const transfer = at.routing(chat).transferred(3, 'Bob');
    const bob = await at.ownerBy(transfer);
    const first = at.say(chat, bob.token, { assignmentId: bob.assignmentId });
    await at.say(chat, ann.token, { assignmentId: ann.assignmentId, text: 'Bob will help you' });
    await intake.deliver('intake.lifecycle', [transfer]);
    expect(await first).toMatchObject({ status: 201, body: { seq: 2, author: { id: bob.id } } });
  });

  it('does so for more messages at once than there are connections: who waits holds none', async () => {
    const chat = await at.aChat();
    const assigned = at.routing(chat).assigned(2);
    const ann = await at.ownerBy(assigned);
    const sends = Array.from({ length: 40 }, () => at.say(chat, ann.token, { assignmentId: ann.assignmentId }));
    await intake.deliver('intake.lifecycle', [assigned]);
    expect((await Promise.all(sends)).map(({ status }) => status)).toEqual(Array<number>(40).fill(201));
  });

  it('is heard in any order: an older assignment that arrives late is over', async () => {
    const chat = await at.aChat();
    const routing = at.routing(chat);
    const [assigned, transfer] = [routing.assigned(2), routing.transferred(3, 'Bob')];
    const [ann, bob] = [await at.ownerBy(assigned), await at.ownerBy(transfer)];
    for (const event of [transfer, assigned]) await intake.deliver('intake.lifecycle', [event]);
    expect((await at.say(chat, ann.token, { assignmentId: ann.assignmentId })).status).toBe(403);
    expect((await at.say(chat, bob.token, { assignmentId: bob.assignmentId })).status).toBe(201);
  });

  it('beside sends of both: what the old owner gets in was before it, and nothing after', async () => {
    const chat = await at.aChat();
    const ann = await at.assign(chat, 2);
    const transfer = at.routing(chat).transferred(3, 'Bob');
    const bob = await at.ownerBy(transfer);
    const sends = Array.from({ length: 20 }, (_, n) =>
      at.say(chat, n % 2 ? ann.token : bob.token, { assignmentId: n % 2 ? ann.assignmentId : bob.assignmentId }),
    );
    await intake.deliver('intake.lifecycle', [transfer]);
    await Promise.all(sends);
    const rows = await intake.rows('SELECT author_id FROM message WHERE chat_id = $1 ORDER BY seq', [chat.id]);
    const authors = rows.map((row) => row['author_id']);
    expect(authors.filter((id) => id === bob.id)).toHaveLength(10);
    expect(authors.lastIndexOf(ann.id)).toBeLessThan(authors.indexOf(bob.id));
  });
});

describe('a chat that went back to the queue', () => {
  it('is no longer its agent’s, and again when it comes back by a new assignment', async () => {
    const chat = await at.aChat();
    const ann = await at.assign(chat, 2);
    await intake.deliver('intake.lifecycle', [at.routing(chat).requeued(3)]);
    expect(await at.say(chat, ann.token, { assignmentId: ann.assignmentId })).toMatchObject({
      status: 403,
      body: { code: 'CHAT.ASSIGNMENT_SUPERSEDED' },
    });
    const again = at.routing(chat).assigned(4);
    const back = { ...again, data: { ...again.data, agent: { id: ann.id, name: 'Ann' } } };
    await intake.deliver('intake.lifecycle', [back]);
    expect((await at.say(chat, ann.token, { assignmentId: ann.assignmentId })).status).toBe(403);
    expect((await at.say(chat, ann.token, { assignmentId: back.data.assignmentId })).status).toBe(201);
  });
});

describe('an assignment that intake does not hear of', () => {
  const notSeen = { status: 409, body: { code: 'CHAT.ASSIGNMENT_NOT_SEEN' } };

  it('is told apart from one that is over, with a time to try again, and nothing is kept', async () => {
    const [chat, other] = [await at.aChat(), await at.aChat()];
    const ann = await at.assign(chat, 2);
    const elsewhere = await at.assign(other, 3);
    const [made, ofOther, noChat] = await Promise.all([
      at.say(chat, ann.token, { assignmentId: uuidv7() }),
      at.say(chat, elsewhere.token, { assignmentId: elsewhere.assignmentId }),
      at.say({ id: uuidv7(), token: '' }, ann.token, { assignmentId: ann.assignmentId }),
    ]);
    expect([made, ofOther, noChat]).toMatchObject([notSeen, notSeen, notSeen]);
    expect(made?.headers.get('retry-after')).toBe('1');
    expect(await count(chat)).toBe(0);
  });

  it('says the same to an agent of another team, whatever chat and assignment are named', async () => {
    const chat = await at.aChat();
    const { assignmentId } = await at.assign(chat, 2);
    const stranger = await intake.accountToken(at.stranger.teamId);
    expect(await at.say(chat, stranger, { assignmentId })).toMatchObject(notSeen);
  });
});
