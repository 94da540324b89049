import { ensureTopics, KafkaBroker } from '..';
import { brokerContract } from '../specs/broker.contract.spec';
import { deleteTopics, kafkaOptions } from '../specs/kafka.support.spec';

jest.setTimeout(60_000);

let options = kafkaOptions();
const used: (typeof options)[] = [];

afterAll(async () => deleteTopics(used), 60_000);

brokerContract('Kafka', {
  async reset() {
    options = kafkaOptions();
    used.push(options);
    await ensureTopics(options);
  },
  create: () => new KafkaBroker(options),
});
