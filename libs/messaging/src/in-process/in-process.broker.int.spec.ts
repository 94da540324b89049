import { InProcessBroker } from '..';
import { brokerContract } from '../specs/broker.contract.spec';

jest.setTimeout(60_000);

brokerContract('The in-process broker', () => new InProcessBroker());
