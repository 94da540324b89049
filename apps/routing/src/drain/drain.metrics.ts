import { metrics } from '@switchboard/runtime';

export const drainMetrics = {
  assigned: metrics.counter({
    name: 'switchboard_routing_drain_assigned_total',
    help: 'Waiting chats that were given to an agent because a place became free',
  }),
  safetyHits: metrics.counter({
    name: 'switchboard_routing_drain_safety_hits_total',
    help: 'Teams found by the safety scan whose drain nobody had run; stays 0 in normal running',
  }),
};
