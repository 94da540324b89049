import { randomUUID } from 'node:crypto';
import { aChannel } from '../test-support/builders.support.spec';
import type { Answer } from '../test-support/intake-app.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';
import { IdempotencyRepository } from './idempotency.repository';
import { PruneIdempotencyKeys } from './prune-idempotency-keys';

const body = {
  customer: { id: 'c-1', name: 'Kim', locale: 'ko', attributes: { plan: 'pro', visits: 3 } },
  firstMessage: 'Hello',
};
const channel = aChannel();
const { intake } = useIntake(channel.event);

const chatIdOf = (answer: { body: Record<string, unknown> }): string => answer.body['chatId'] as string;

async function count(table: string): Promise<number> {
  const rows: { count: number }[] = await intake.database.query(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? -1;
}

describe('an Idempotency-Key', () => {
  it('answers the same chat for the same body, however its members are ordered, with a token again', async () => {
    const key = randomUUID();
    const first = await intake.requestChat(channel.secret, body, key);
    const { customer, firstMessage } = body;
    const second = await intake.requestChat(channel.secret, { firstMessage, customer: { ...customer } }, key);
    expect([second.status, chatIdOf(second)]).toEqual([201, chatIdOf(first)]);
    const chat = await intake.call('GET', `/chats/${chatIdOf(first)}`, { as: second.body['token'] as string });
    expect(chat.status).toBe(200);
    expect(await intake.outbox(chatIdOf(first))).toHaveLength(1);
  });

  it('is refused with another body, and nothing happens', async () => {
    const key = randomUUID();
    await intake.requestChat(channel.secret, body, key);
    const before = await count('chat');
    const answer = await intake.requestChat(channel.secret, { ...body, firstMessage: 'Other' }, key);
    expect(answer).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY.OTHER_BODY' } });
    expect(await count('chat')).toBe(before);
  });

  it('makes one chat and one event of many clicks at once', async () => {
    const key = randomUUID();
    const [chats, events] = [await count('chat'), (await intake.outbox()).length];
    // Held up at its last step, the first click is still in flight when the others arrive.
    const held = intake.database.createQueryRunner();
    await held.startTransaction();
    await held.query('LOCK TABLE outbox IN SHARE MODE');
    const refused: Answer[] = [];
    const clicks = Array.from({ length: 8 }, async () => {
      const answer = await intake.requestChat(channel.secret, body, key);
      if (answer.status !== 201) refused.push(answer);
      return answer.status;
    });
    for (let n = 0; n < 100 && refused.length < 7; n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    await held.rollbackTransaction();
    await held.release();
    expect((await Promise.all(clicks)).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    for (const other of refused) {
      expect(other.body['code']).toBe('IDEMPOTENCY.IN_FLIGHT');
      expect(other.headers.get('retry-after')).toBe('1');
    }
    expect(await count('chat')).toBe(chats + 1);
    expect(await intake.outbox()).toHaveLength(events + 1);
  });

  it('is answered with 409 while the first request is in flight', async () => {
    const key = randomUUID();
    const scope = { credential: channel.secret.split('_')[1] ?? '', route: 'POST /chats', key };
    const held = intake.database.createQueryRunner();
    await held.startTransaction();
    await intake.app.get(IdempotencyRepository, { strict: false }).hold(held.manager, scope);
    const during = await intake.requestChat(channel.secret, body, key);
    await held.rollbackTransaction();
    await held.release();
    expect(during).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY.IN_FLIGHT' } });
    expect((await intake.requestChat(channel.secret, body, key)).status).toBe(201);
  });

  it('counts for one credential only', async () => {
    const other = aChannel({ teamId: channel.teamId });
    await intake.deliver('intake.configuration', [other.event]);
    const key = randomUUID();
    const one = await intake.requestChat(channel.secret, body, key);
    const two = await intake.requestChat(other.secret, { ...body, firstMessage: 'Other' }, key);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(chatIdOf(two)).not.toBe(chatIdOf(one));
  });

  it('is forgotten after 24 hours, and pruned', async () => {
    const key = randomUUID();
    const first = await intake.requestChat(channel.secret, body, key);
    const age = (interval: string) =>
      intake.database.query(`UPDATE idempotency_key SET created_at = now() - $1::interval WHERE key = $2`, [
        interval,
        key,
      ]);
    await age('23 hours 59 minutes');
    const repeated = await intake.requestChat(channel.secret, body, key);
    await age('24 hours 1 minute');
    const next = await intake.requestChat(channel.secret, { ...body, firstMessage: 'A day later' }, key);
    expect(chatIdOf(repeated)).toBe(chatIdOf(first));
    expect(next.status).toBe(201);
    expect(chatIdOf(next)).not.toBe(chatIdOf(first));
    await age('24 hours 1 minute');
    const before = await count('idempotency_key');
    await intake.app.get(PruneIdempotencyKeys, { strict: false }).prune();
    expect(await count('idempotency_key')).toBe(before - 1);
  });

  it('is kept with the chat and the event, or none of them is', async () => {
    const before = [await count('chat'), await count('idempotency_key')];
    await intake.database.query('ALTER TABLE outbox RENAME TO outbox_away');
    const answer = await intake.requestChat(channel.secret, body);
    await intake.database.query('ALTER TABLE outbox_away RENAME TO outbox');
    expect(answer).toMatchObject({ status: 500, body: { code: 'SERVER.INTERNAL' } });
    expect([await count('chat'), await count('idempotency_key')]).toEqual(before);
  });
});
