import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudEvent, ConsumerName, ServiceName } from '@switchboard/contracts';
import { type Batch, type Broker, Outbox, PoisonError } from '..';
import { shardOf } from '../outbox/shard';
import { chatMessage, teamConfigured } from './events.support.spec';
import { type Behaviour, eventually, notBefore, TestApp, TestDatabase } from './test-app.support.spec';

const SERVICES: ServiceName[] = ['settings', 'notification'];

/** What any broker must do; both adapters pass it. `create` makes the broker of a new process. */
export function brokerContract(name: string, create: () => Broker): void {
  describe(`${name} keeps the contract of a broker`, () => {
    let database: TestDatabase;
    let apps: TestApp[] = [];
    let since: string;
    let seen: { consumer: ConsumerName; event: CloudEvent }[];
    const record: Behaviour = (batch, consumer) => {
      seen.push(...batch.messages.map(({ event }) => ({ consumer, event: event })));
      return Promise.resolve();
    };
    const seqs = (): number[] => seen.map(({ event }) => (event.data as { seq: number }).seq);
    const start = async (behaviour: Behaviour = record, services = SERVICES): Promise<TestApp> => {
      const app = await TestApp.start(database, create(), services, notBefore(since, behaviour));
      apps.push(app);
      return app;
    };

    beforeEach(async () => {
      seen = [];
      apps = [];
      database = await TestDatabase.create(SERVICES);
      since = new Date().toISOString();
    }, 60_000);

    afterEach(async () => {
      await Promise.all(apps.map((app) => app.stop()));
      await database.drop();
    }, 60_000);

    it('delivers each event once to each consumer of its topic, in the order of its key', async () => {
      const app = await start();
      const [chatA, chatB] = [randomUUID(), randomUUID()];
      for (let seq = 1; seq <= 20; seq++) {
        await app.publish('settings', chatMessage(chatA, seq), chatMessage(chatB, seq));
      }
      await eventually(() => expect(seen).toHaveLength(40));
      for (const chat of [chatA, chatB]) {
        const own = seen
          .filter(({ event }) => event.subject === chat)
          .map(({ event }) => (event as CloudEvent<'chat.message'>).data.seq);
        expect(own).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      }
      expect(new Set(seen.map(({ consumer }) => consumer))).toEqual(new Set(['notification.feed']));
    });

    it('hands over the event as it was added', async () => {
      const app = await start();
      const event = chatMessage(randomUUID(), 1, 'Grüße \u{1F600} "quoted" \\ and a new\nline');
      await app.publish('settings', event);
      await eventually(() => expect(seen).toHaveLength(1));
      expect(seen[0]?.event).toEqual(event);
    });

    it('delivers nothing of a transaction that was rolled back', async () => {
      const app = await start();
      const chat = randomUUID();
      const work = app.transaction('settings', async (tx) => {
        await new Outbox('settings').add(tx, [chatMessage(chat, 1)]);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      await app.publish('settings', chatMessage(chat, 2));
      await eventually(() => expect(seqs()).toEqual([2]));
    });

    it('empties the outbox once its events are delivered', async () => {
      const app = await start();
      await app.publish('settings', chatMessage(randomUUID(), 1));
      await eventually(async () => expect(await database.query('SELECT 1 FROM settings.outbox')).toEqual([]));
      await eventually(() => expect(seqs()).toEqual([1]));
    });

    it('delivers again what failed for a passing reason, and keeps the order', async () => {
      let failures = 2;
      const app = await start(async (batch, consumer) => {
        if (failures-- > 0) throw new Error('the database is away');
        await record(batch, consumer);
      });
      const chat = randomUUID();
      await app.publish('settings', chatMessage(chat, 1), chatMessage(chat, 2));
      await eventually(() => expect(seqs()).toEqual([1, 2]));
      expect(await database.query('SELECT 1 FROM notification.dead_letter')).toEqual([]);
    });

    it('does not wait for a lock as long as its holder likes: it lets go of its own, and comes again', async () => {
      let attempts = 0;
      const app = await start(async (batch, consumer) => {
        attempts++;
        await batch.tx.query('SELECT pg_advisory_xact_lock(1)');
        await record(batch, consumer);
      });
      await app.transaction('settings', async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock(1)');
        await app.publish('settings', chatMessage(randomUUID(), 1));
        await eventually(() => expect(attempts).toBeGreaterThan(1));
        expect(seen).toEqual([]);
      });
      await eventually(() => expect(seqs()).toEqual([1]));
    });

    it('goes on with other keys while one fails', async () => {
      const [failing, healthy] = [randomUUID(), randomUUID()];
      const app = await start(async (batch, consumer) => {
        if (batch.messages.some(({ event }) => event.subject === failing)) throw new Error('not now');
        await record(batch, consumer);
      });
      await app.publish('settings', chatMessage(failing, 1));
      await sleep(300);
      // Kafka holds up the partition of the failing key: of these some are elsewhere.
      const others = Array.from({ length: 30 }, () => randomUUID());
      await app.publish('settings', ...[healthy, ...others].map((chat) => chatMessage(chat, 1)));
      await eventually(() => expect(seen.length).toBeGreaterThan(15));
    });

    it('commits the effect of a batch and what it sends together', async () => {
      const answer = randomUUID();
      const app = await start(async (batch, consumer) => {
        await record(batch, consumer);
        if (consumer !== 'notification.configuration') return;
        await batch.tx.query(`INSERT INTO inbox VALUES ('effect', 'test', $1)`, [randomUUID()]);
        await new Outbox('notification').add(batch.tx, [chatMessage(answer, 1)]);
      });
      await app.publish('settings', teamConfigured(randomUUID(), 1));
      await eventually(() => expect(seen.map(({ event }) => event.subject)).toContain(answer));
      expect(await database.query(`SELECT 1 FROM notification.inbox WHERE consumer = 'effect'`)).toHaveLength(1);
    });

    it('leaves no effect of an attempt that failed', async () => {
      let attempts = 0;
      const app = await start(async (batch) => {
        await batch.tx.query(`INSERT INTO inbox VALUES ('effect', 'test', $1)`, [randomUUID()]);
        if (++attempts < 3) throw new Error('later');
      });
      await app.publish('settings', teamConfigured(randomUUID(), 1));
      await eventually(() => expect(attempts).toBe(3));
      await eventually(async () =>
        expect(await database.query(`SELECT 1 FROM notification.inbox WHERE consumer = 'effect'`)).toHaveLength(1),
      );
    });

    it('runs what is for after the commit only then', async () => {
      const visible: number[] = [];
      let failures = 1;
      const app = await start(async (batch) => {
        await batch.tx.query(`INSERT INTO inbox VALUES ('effect', 'test', $1)`, [randomUUID()]);
        batch.afterCommit(() => {
          void database
            .query(`SELECT 1 FROM notification.inbox WHERE consumer = 'effect'`)
            .then((rows) => visible.push(rows.length));
        });
        if (failures-- > 0) throw new Error('later');
      });
      await app.publish('settings', teamConfigured(randomUUID(), 1));
      await eventually(() => expect(visible).toEqual([1]));
    });

    it('drops what a consumer with an inbox has processed, by source and id', async () => {
      const app = await start();
      const [chat, event] = [randomUUID(), chatMessage(randomUUID(), 1)];
      await app.publish('settings', event, event);
      await app.publish('settings', event, chatMessage(chat, 2));
      await eventually(() => expect(seqs()).toContain(2));
      await eventually(async () => expect(await database.query('SELECT 1 FROM settings.outbox')).toEqual([]));
      await sleep(300);
      expect([...seqs()].sort()).toEqual([1, 2]);
    });

    describe('a message that cannot be used', () => {
      const chat = randomUUID();
      const poisonous: [string, (batch: Batch) => Promise<void>, string][] = [
        [
          'is refused',
          (batch) => {
            for (const message of batch.messages)
              if (isBad(message.event)) batch.refuse(message, 'CHAT.CONFLICT', 'seq 3');
            return Promise.resolve();
          },
          'CHAT.CONFLICT',
        ],
        [
          'throws PoisonError',
          (batch) => {
            if (batch.messages.some(({ event }) => isBad(event))) throw new PoisonError('TEAM.UNKNOWN', 'seq 3');
            return Promise.resolve();
          },
          'TEAM.UNKNOWN',
        ],
        [
          'makes the database refuse the data',
          async (batch) => {
            await batch.tx.query('SELECT t::int FROM unnest($1::text[]) t', [
              batch.messages.map(({ event }) => (isBad(event) ? 'x' : '1')),
            ]);
          },
          'DATABASE.22P02',
        ],
      ];

      it.each(poisonous)('%s: it alone becomes a dead letter', async (_, handle, code) => {
        const app = await start(async (batch, consumer) => {
          await handle(batch);
          const refused = code === 'CHAT.CONFLICT';
          seen.push(
            ...batch.messages
              .filter(({ event }) => !(refused && isBad(event)))
              .map(({ event }) => ({ consumer, event: event })),
          );
        });
        await app.publish('settings', ...[1, 2, 3, 4, 5].map((seq) => chatMessage(chat, seq)));
        await eventually(() => expect(seqs()).toEqual([1, 2, 4, 5]));
        await eventually(async () => expect((await app.deadLetters('notification').list(50)).items).toHaveLength(1));
        const [letter] = (await app.deadLetters('notification').list(50)).items;
        expect(letter).toMatchObject({ consumer: 'notification.feed', topic: 'chat.message', errorCode: code });
        expect(JSON.parse(letter?.value?.content ?? '')).toMatchObject({ data: { seq: 3 } });
      });

      it('is no event at all: those behind it are delivered', async () => {
        const app = await start();
        const values = [null, 'not json', '{"specversion":"1.0"}', '{"a":"\\u0000"}', '"' + 'x'.repeat(900_000) + '"'];
        await database.query(
          `INSERT INTO settings.outbox (shard, topic, key, payload) SELECT 0, 'chat.message', $1, v FROM unnest($2::text[]) v`,
          [chat, values],
        );
        await app.publish('settings', chatMessage(chat, 6));
        await eventually(() => expect(seqs()).toEqual([6]));
        await eventually(async () => expect((await app.deadLetters('notification').list(50)).items).toHaveLength(5));
        const { items } = await app.deadLetters('notification').list(50);
        expect(items.every(({ errorCode }) => errorCode.startsWith('EVENT.'))).toBe(true);
        expect(items.find(({ value }) => value === null)).toBeDefined();
      });

      it('is a tombstone where only the last state is kept: no handler sees it, and it is no dead letter', async () => {
        const app = await start();
        const team = randomUUID();
        const row = `($1, 'team.configured', $2, NULL)`;
        const sql = `INSERT INTO settings.outbox (shard, topic, key, payload) VALUES ${row}, ${row}`;
        await database.query(sql, [shardOf(team), team]);
        // The second comes when what came with the first has been committed.
        for (const version of [1, 2]) {
          await app.publish('settings', teamConfigured(team, version));
          await eventually(() => expect(seen).toHaveLength(version));
        }
        expect((await app.deadLetters('notification').list(50)).items).toEqual([]);
      });

      it('is redriven through its own consumer, once', async () => {
        let mended = false;
        const app = await start(async (batch, consumer) => {
          for (const message of batch.messages) if (!mended) batch.refuse(message, 'CHAT.CONFLICT', 'not yet');
          if (mended) await record(batch, consumer);
        });
        await app.publish('settings', chatMessage(chat, 3));
        const letters = app.deadLetters('notification');
        await eventually(async () => expect((await letters.list(50)).items).toHaveLength(1));
        const id = (await letters.list(50)).items[0]?.id ?? '';
        await expect(letters.redrive(id)).rejects.toMatchObject({
          code: 'DEAD_LETTER.REFUSED_AGAIN',
          detail: 'CHAT.CONFLICT: not yet',
        });
        expect((await letters.list(50)).items).toHaveLength(1);
        mended = true;
        const [first, second] = await Promise.all([letters.redrive(id), letters.redrive(id)]);
        expect(second).toEqual(first);
        expect(await letters.redrive(id)).toEqual(first);
        expect(seqs()).toEqual([3]);
        expect((await letters.list(50)).items).toEqual([]);
        await expect(letters.redrive('999999')).rejects.toMatchObject({ code: 'DEAD_LETTER.NOT_FOUND' });
      });

      it('is listed page by page', async () => {
        const app = await start((batch) => {
          for (const message of batch.messages) batch.refuse(message, 'CHAT.CONFLICT', 'always');
          return Promise.resolve();
        });
        await app.publish('settings', ...[1, 2, 3, 4, 5].map((seq) => chatMessage(chat, seq)));
        const letters = app.deadLetters('notification');
        await eventually(async () => expect((await letters.list(50)).items).toHaveLength(5));
        const ids: string[] = [];
        for (let cursor: string | undefined; ;) {
          const page = await letters.list(2, cursor);
          ids.push(...page.items.map(({ id }) => id));
          if (page.nextCursor === null) break;
          cursor = page.nextCursor;
        }
        expect(ids).toEqual((await letters.list(50)).items.map(({ id }) => id));
      });
    });

    it('tells that a consumer has read all there is, and not while it fails or the broker has not started', async () => {
      let attempts = 0;
      let mended = false;
      const broker = create();
      expect(await broker.hasReadAll('notification.feed')).toBe(false);
      const behave: Behaviour = async (batch, consumer) => {
        attempts++;
        if (!mended) throw new Error('later');
        await record(batch, consumer);
      };
      const app = await TestApp.start(database, broker, SERVICES, notBefore(since, behave));
      apps.push(app);
      await app.publish('settings', chatMessage(randomUUID(), 1));
      await eventually(() => expect(attempts).toBeGreaterThan(0));
      expect(await broker.hasReadAll('notification.feed')).toBe(false);
      mended = true;
      await eventually(async () => expect(await broker.hasReadAll('notification.feed')).toBe(true));
      expect(seqs()).toEqual([1]);
    });

    it('delivers after a restart what was added meanwhile and what had failed before', async () => {
      const first = await start(() => Promise.reject(new Error('never')));
      const chat = randomUUID();
      await first.publish('settings', chatMessage(chat, 1));
      await sleep(300);
      await first.stop();
      apps = [];
      await database.publish('settings', chatMessage(chat, 2));
      expect(seen).toEqual([]);
      await start();
      await eventually(() => expect(seqs()).toEqual([1, 2]));
    });

    it('shows a consumer that comes later the last state of each key of a compacted topic', async () => {
      const team = randomUUID();
      const early = await start(record, ['settings']);
      await early.publish('settings', teamConfigured(team, 1));
      await early.publish('settings', teamConfigured(team, 2));
      await eventually(async () =>
        expect(await database.query('SELECT 1 FROM settings.outbox WHERE state = 0')).toEqual([]),
      );
      await early.stop();
      apps = [];
      await start();
      await eventually(() => expect(seen.at(-1)?.event).toMatchObject({ subject: team, data: { version: 2 } }));
    });

    it('finishes the batch in flight when it is stopped', async () => {
      let entered = false;
      const app = await start(async (batch, consumer) => {
        entered = true;
        await sleep(500);
        await batch.tx.query(`INSERT INTO inbox VALUES ('effect', 'test', '1')`);
        await record(batch, consumer);
      });
      await app.publish('settings', teamConfigured(randomUUID(), 1));
      await eventually(() => expect(entered).toBe(true));
      await app.stop();
      apps = [];
      expect(seen).toHaveLength(1);
      expect(await database.query(`SELECT 1 FROM notification.inbox WHERE consumer = 'effect'`)).toHaveLength(1);
    });

    it('is ready once started and not after it stopped', async () => {
      const app = await start();
      expect(await app.health.ready()).toMatchObject({ status: 'up' });
      expect(await app.health.live()).toMatchObject({ status: 'up' });
    });

    it.each<[string, ConsumerName[], string]>([
      ['is missing', ['notification.feed'], 'notification.configuration has no handler'],
      [
        'is there twice',
        ['notification.feed', 'notification.configuration', 'notification.feed'],
        'notification.feed has two handlers',
      ],
      [
        'is of no service here',
        ['notification.feed', 'notification.configuration', 'routing.requests'],
        'routing.requests is not declared',
      ],
    ])('does not start when a handler %s', async (_, names, message) => {
      await expect(TestApp.start(database, create(), SERVICES, record, names)).rejects.toThrow(message);
    });
  });
}

const isBad = (event: CloudEvent): boolean => (event.data as { seq?: number }).seq === 3;
