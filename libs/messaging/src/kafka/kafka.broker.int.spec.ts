import { ensureTopics, KafkaBroker } from '..';
import { brokerContract } from '../specs/broker.contract.spec';
import { deleteTopics, kafkaOptions } from '../specs/kafka.support.spec';

const options = kafkaOptions();

beforeAll(() => ensureTopics(options), 60_000);
afterAll(() => deleteTopics([options]), 60_000);

brokerContract('Kafka', () => new KafkaBroker(options));
