import type { EventData } from '@switchboard/contracts';
import type { TeamRules } from '@switchboard/routing-domain';

/** The part of a team's settings that the core decides by, besides what stands in columns of their own. */
export function rulesOf(settings: EventData<'team.configured'>): TeamRules {
  const { graceSeconds, afterGrace, inactivitySeconds, leftMessage, timeZone, hours, holidays } = settings;
  return {
    graceSeconds,
    afterGrace,
    inactivitySeconds,
    leftMessage,
    schedule: { timeZone, hours, holidays: holidays.map(({ date }) => date) },
  };
}
