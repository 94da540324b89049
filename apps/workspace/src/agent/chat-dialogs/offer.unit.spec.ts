import type { RoutingAgent } from '../../api/types';
import { offerOf, type Recipient } from './offer';

const agent = (id: string, activeChats: number) => ({ id, activeChats, capacity: 2 }) as RoutingAgent;
const [free, full] = [agent('free', 1), agent('full', 2)];
const choose = (agentId: string, override = false): Recipient => ({ agentId, override });
const offered = (...o: Parameters<typeof offerOf>) =>
  offerOf(...o).agents.map(({ agent: { id }, isOffered }) => `${id} ${isOffered}`);
const given = (...o: Parameters<typeof offerOf>) => offerOf(...o).to;

describe('who can have a chat', () => {
  it('is for an agent who has a free place, and for a manager whoever may pass the limit', () => {
    expect(offered([free, full], false, choose(''))).toEqual(['free true']);
    expect(offered([free, full], true, choose(''))).toEqual(['free true', 'full false']);
    expect(offered([free, full], true, choose('', true))).toEqual(['free true', 'full true']);
  });
});

describe('who gets a chat', () => {
  it('is who was chosen, above the limit only if that was said', () => {
    expect(given([free, full], true, choose('free'))).toEqual(choose('free'));
    expect(given([free, full], true, choose('full', true))).toEqual(choose('full', true));
  });

  it('is nobody where the choice is not to be had any more', () => {
    expect(given([free], true, choose(''))).toBeUndefined();
    expect(given([full], true, choose('free', true))).toBeUndefined();
    expect(given([free, full], true, choose('full'))).toBeUndefined();
    expect(given([free, full], false, choose('full', true))).toBeUndefined();
  });

  it('passes no limit once nobody is at one', () => {
    expect(given([free], true, choose('free', true))).toEqual(choose('free'));
    expect(given([free, full], false, choose('free', true))).toEqual(choose('free'));
  });
});
