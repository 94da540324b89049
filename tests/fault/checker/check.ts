import { checkCrossTeam } from './cross-team';
import type { Census, DatabaseState, Evidence } from './evidence';
import { type FaultCounts, Findings } from './findings';
import { byTeam, readHistory } from './history';
import { checkLost } from './lost';
import { checkLostNotices } from './lost-notices';
import { TeamReplay } from './replay';
import { checkRows } from './rows';
import { checkTopicOrder } from './topic-order';

export interface Verdict extends FaultCounts {
  /** Requests that the ledger holds. */
  readonly accepted: number;
  /** Automatic picks, and those of them that could not be judged (see README). */
  readonly picks: number;
  readonly unjudgedPicks: number;
  /** Left messages, and those of them that an agent has closed. */
  readonly leftMessages: number;
  readonly closedMessages: number;
  /** Accepted requests that became dead letters. */
  readonly deadLettered: number;
  /** Records that told again what had been told: allowed, and good to know. */
  readonly repeats: number;
  /** The first faults of each kind, as sentences. */
  readonly examples: Findings['examples'];
}

/** Judges a run by its evidence. Every count of a fault is zero if Switchboard kept its word. */
export function check(evidence: Evidence): Verdict {
  const { ledger, database, records } = evidence;
  const findings = new Findings();
  const history = readHistory(records);
  const replays = replayTeams(evidence, history.events, findings);
  checkLost(evidence, history, findings);
  checkLostNotices(database, history, findings);
  checkRows(database, findings);
  checkTopicOrder(history, findings);
  checkCrossTeam(evidence, history, findings);
  const requests = ledger.filter((entry) => entry.kind === 'request');
  const sum = (of: (replay: TeamReplay) => number): number => replays.reduce((total, replay) => total + of(replay), 0);
  const notices = (of: string): number => history.notices.filter(({ topic }) => topic === of).length;
  return {
    accepted: requests.length,
    ...findings.counts,
    picks: sum((replay) => replay.picks),
    unjudgedPicks: sum((replay) => replay.unjudged),
    leftMessages: notices('message.left'),
    closedMessages: notices('message.closed'),
    deadLettered: requests.filter(({ chatId }) => history.deadLettered.has(chatId)).length,
    repeats: history.repeats,
    examples: findings.examples,
  };
}

function replayTeams({ ledger, database }: Evidence, events: Parameters<typeof byTeam>[0], findings: Findings) {
  const looks = ledger.filter((entry) => entry.kind === 'census');
  // The last look is the one at the end.
  const censuses = [...looks, ...finalCensuses(database)];
  const teams = byTeam(events);
  for (const { teamId } of censuses) if (!teams.has(teamId)) teams.set(teamId, []);
  return [...teams].map(([teamId, ofTeam]) => {
    const ofThis = censuses.filter((census) => census.teamId === teamId);
    const replay = new TeamReplay(teamId, ofThis, findings);
    replay.run(ofTeam);
    return replay;
  });
}

function finalCensuses({ teams, agents }: DatabaseState): Census[] {
  return teams.map(({ id, sequence, waiting }) => ({
    kind: 'census',
    teamId: id,
    sequence,
    waiting,
    agents: agents.filter(({ teamId }) => teamId === id),
  }));
}
