import { InProcessBroker } from '..';
import { brokerContract } from '../specs/broker.contract.spec';

brokerContract('The in-process broker', () => new InProcessBroker());
