import { Client } from 'pg';
import { createTestDatabase, databaseUrl, describeWithKafka, KafkaTestClient, testNamespace } from '.';

describe('createTestDatabase', () => {
  it('makes a database of its own and drops it in spite of open connections', async () => {
    const database = await createTestDatabase();
    expect(database.url).not.toBe(databaseUrl());
    await database.query('CREATE TABLE note (number int)');
    expect(await database.query('INSERT INTO note VALUES ($1) RETURNING number', [4])).toEqual([{ number: 4 }]);
    const open = new Client({ connectionString: database.url });
    open.on('error', () => undefined);
    await open.connect();
    await database.drop();
    await expect(database.query('SELECT 1')).rejects.toThrow(/does not exist/);
    await open.end().catch(() => undefined);
  });
});

describeWithKafka('KafkaTestClient', () => {
  it('reads what was produced, with key, headers and null values', async () => {
    const namespace = testNamespace();
    const topic = `${namespace}sample`;
    const kafka = new KafkaTestClient();
    try {
      await kafka.createTopics([topic]);
      await kafka.produce(topic, { key: 'a', value: 'one', headers: { kind: 'first' } }, { key: 'b', value: null });
      const collector = await kafka.collect(topic);
      const records = await collector.waitFor(2);
      expect(records).toEqual([
        { topic, partition: 0, offset: '0', key: 'a', value: 'one', headers: { kind: 'first' } },
        { topic, partition: 0, offset: '1', key: 'b', value: undefined, headers: {} },
      ]);
    } finally {
      await kafka.close(namespace);
    }
  }, 60_000);
});
