import { type CloudEvent, type TopicsOf, uuidv7 } from '@switchboard/contracts';
import { aRequest, routingOf } from '../test-support/builders.support.spec';
import { permutations } from '../test-support/permutations.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

type RoutingEvent = CloudEvent<TopicsOf<'intake.lifecycle'>>;

const { intake } = useIntake();

describe('intake.lifecycle', () => {
  it('comes to the same row in each of the 120 orders, one transaction each or all in one, with repetitions', async () => {
    const teamId = uuidv7();
    const expected = {
      ...{ state: 'ended', agent_name: 'Bob', state_seq: '5', assigned_seq: '4', team_id: teamId },
      enqueued_at: new Date('2026-11-22T10:00:01.000Z'),
      assigned_at: new Date('2026-11-22T10:04:00.000Z'),
      ended_at: new Date('2026-11-22T10:05:00.000Z'),
    };
    const course = (id: string) => {
      const routing = routingOf(id, teamId);
      return [
        routing.queued(1),
        routing.assigned(2, 'Ann'),
        routing.requeued(3),
        routing.assigned(4, 'Bob', '2026-11-22T10:04:00.000Z'),
        routing.ended(5),
      ] as const;
    };
    for (const [n, order] of permutations([0, 1, 2, 3, 4]).entries()) {
      const id = uuidv7();
      const events = order.flatMap((at) => course(id)[at] ?? []);
      if (n % 2 === 0) await intake.deliver('intake.lifecycle', events);
      else for (const event of events) await intake.deliver('intake.lifecycle', [event]);
      await intake.deliver('intake.lifecycle', events.slice(0, 2));
      expect([order, await intake.chatRow(id)]).toEqual([order, expect.objectContaining(expected)]);
    }
  }, 60_000);

  it('shows a left message as such, whichever of its events comes first', async () => {
    for (const order of permutations([0, 1, 2, 3])) {
      const [id, teamId] = [uuidv7(), uuidv7()];
      const routing = routingOf(id, teamId);
      const events = [routing.queued(1), routing.left(2), routing.ended(3, 'left_message'), routing.closed(4)];
      for (const at of order) await intake.deliver('intake.lifecycle', [events[at] ?? routing.queued(1)]);
      expect(await intake.chatRow(id)).toMatchObject({
        state: 'left_message',
        ended_at: new Date('2026-11-22T10:05:00.000Z'),
      });
    }
  });

  const customer = { kind: 'customer' } as const;
  const system = { kind: 'system' } as const;
  it.each<[course: string, events: (routing: ReturnType<typeof routingOf>) => RoutingEvent[], expected: object]>([
    [
      'transferred and ended by inactivity',
      (routing) => [
        routing.queued(1),
        routing.assigned(2, 'Ann'),
        routing.transferred(3, 'Bob'),
        routing.ended(4, 'ended', { actor: system, reason: 'inactivity' }),
      ],
      { state: 'ended', agent_name: 'Bob', ended_by: 'inactivity', assigned_at: new Date('2026-11-22T10:00:02.500Z') },
    ],
    [
      'given back and cancelled',
      (routing) => [
        routing.assigned(1),
        routing.requeued(2),
        routing.ended(3, 'cancelled', { actor: customer, reason: 'customer left' }),
      ],
      { state: 'cancelled', ended_by: 'customer' },
    ],
    [
      'cancelled before its request',
      (routing) => [routing.ended(1, 'cancelled', { actor: customer })],
      { state: 'cancelled', ended_by: 'customer', agent_name: null },
    ],
    [
      'left as a message at once, and closed',
      (routing) => [routing.ended(1, 'left_message'), routing.left(1), routing.closed(2)],
      { state: 'left_message', ended_by: null, left_why: 'outside_hours', message_closed_at: expect.any(Date) as Date },
    ],
  ])(
    '%s: its request and what routing says in every order, the same row',
    async (_, eventsOf, expected) => {
      const request = { customer_id: 'c-1', requested_at: new Date('2026-11-22T10:00:00.000Z') };
      const count = eventsOf(routingOf(uuidv7(), uuidv7())).length + 1;
      for (const order of permutations(Array.from({ length: count }, (_, at) => at))) {
        const [chatId, teamId] = [uuidv7(), uuidv7()];
        const events = eventsOf(routingOf(chatId, teamId));
        for (const at of [...order, ...order.slice(0, 2)]) {
          const event = events[at];
          const refused = event
            ? await intake.deliver('intake.lifecycle', [event])
            : await intake.deliver('intake.requests', [aRequest({ chatId, teamId })]);
          expect([order, refused]).toEqual([order, []]);
        }
        expect([order, await intake.chatRow(chatId)]).toEqual([
          order,
          expect.objectContaining({ ...expected, ...request, team_id: teamId }),
        ]);
      }
    },
    60_000,
  );

  it('handles chats apart: a low sequence of one is not hidden by a high one of another', async () => {
    const teamId = uuidv7();
    const [one, two] = [uuidv7(), uuidv7()];
    await intake.deliver('intake.lifecycle', [routingOf(one, teamId).ended(90), routingOf(two, teamId).queued(3)]);
    expect([(await intake.chatRow(one))?.['state'], (await intake.chatRow(two))?.['state']]).toEqual([
      'ended',
      'waiting',
    ]);
  });

  it('refuses what has no teamseq, and what speaks of another team’s chat; the others go on', async () => {
    const [id, other, teamId] = [uuidv7(), uuidv7(), uuidv7()];
    await intake.deliver('intake.lifecycle', [routingOf(id, teamId).queued(1)]);
    const { teamseq: _, ...unnumbered } = routingOf(other, teamId).queued(2);
    const refused = await intake.deliver('intake.lifecycle', [
      routingOf(id, uuidv7()).ended(9),
      unnumbered,
      routingOf(id, teamId).assigned(2),
    ]);
    expect(refused).toEqual([
      { chatId: id, code: 'CHAT.CONFLICT' },
      { chatId: other, code: 'EVENT.NO_TEAMSEQ' },
    ]);
    expect((await intake.chatRow(id))?.['state']).toBe('in_progress');
  });

  it('takes 500 events of 500 chats in one transaction, while another takes them in the other direction', async () => {
    const teamId = uuidv7();
    const ids = Array.from({ length: 500 }, () => uuidv7());
    await Promise.all([
      intake.deliver(
        'intake.lifecycle',
        ids.map((id) => routingOf(id, teamId).queued(1)),
      ),
      intake.deliver(
        'intake.lifecycle',
        ids.toReversed().map((id) => routingOf(id, teamId).assigned(2)),
      ),
    ]);
    const [row] = await intake.rows(
      `SELECT count(*)::int AS count FROM chat WHERE team_id = $1 AND state = 'in_progress' AND enqueued_at IS NOT NULL`,
      [teamId],
    );
    expect(row).toEqual({ count: 500 });
  });
});
