import { describeWithKafka } from '@switchboard/testing';
import { distributed } from '../browser/distributed.part';
import { foreignClient } from './foreign-client.part';
import { Installation } from './installation.support';
import { lifeOfAChat } from './life-of-a-chat.part';
import { takeover } from './takeover.part';

jest.setTimeout(400_000);

// One installation for all parts, each with teams of its own: eight processes take longer to start than any part does.
describeWithKafka('two processes of each service on Kafka', () => {
  let installation: Installation;
  const running = (): Installation => installation;
  beforeAll(async () => {
    installation = await Installation.start();
  });
  afterAll(() => installation.stop());

  describe('the life of a chat', () => lifeOfAChat(running));
  describe('browsers, behind the edge', () => distributed(running));
  describe('one of two processes is killed', () => takeover(running));
  describe('clients that are not ours', () => foreignClient(running));
});
