import { CensusBook } from './census-book';
import { compareCensus } from './compare-census';
import type { Census } from './evidence';
import type { Findings } from './findings';
import type { LifeEvent } from './history';
import { judgeLimit, judgePick } from './judge-assignment';
import { type ChatLife, TeamState } from './team-state';

/** Lives a team's history again, event by event in the team's order, and judges each step by what was before it. */
export class TeamReplay {
  private readonly state = new TeamState();
  private readonly book: CensusBook;
  private nextCensus = 0;
  /** Automatic picks, and those of them of which nobody can say whether they were fair. */
  picks = 0;
  unjudged = 0;

  constructor(
    private readonly teamId: string,
    censuses: readonly Census[],
    private readonly findings: Findings,
  ) {
    this.book = new CensusBook(censuses);
  }

  /** @param events the team's, by their number */
  run(events: readonly LifeEvent[]): void {
    let last: LifeEvent | undefined;
    for (const event of events) {
      this.compareUpTo(event.seq - 1);
      if (last?.seq === event.seq) {
        this.findings.add('orderViolations', `number ${event.seq} of team ${this.teamId} was given out twice`);
      }
      this.live(event);
      last = event;
    }
    this.compareUpTo(Infinity);
  }

  private live(event: LifeEvent): void {
    const { topic, chatId } = event;
    const chat = this.state.chats.get(chatId);
    if (chat?.state === 'over') {
      return this.findings.add('orderViolations', `${topic} of chat ${chatId} after its last word`);
    }
    switch (topic) {
      case 'chat.queued':
        return this.queued(event, chat);
      case 'chat.assigned':
        return this.assigned(event, chat ?? { state: 'waiting', place: event.seq });
      case 'chat.requeued':
        return this.requeued(event, chat);
      case 'chat.ended':
        return this.ended(event, chat);
    }
  }

  private queued({ chatId, seq, data }: LifeEvent, chat: ChatLife | undefined): void {
    if (chat) return this.findings.add('orderViolations', `chat ${chatId} was queued twice`);
    this.state.change(chatId, { state: 'waiting', place: data.queueSeq ?? seq });
  }

  private assigned(event: LifeEvent, chat: ChatLife): void {
    const { chatId, data, seq } = event;
    const agentId = data.agent?.id ?? '';
    if (chat.owner !== data.previousAgentId) {
      const [was, told] = [chat.owner ?? 'nobody', data.previousAgentId ?? 'nobody'];
      this.findings.add('doubleAssigned', `chat ${chatId} of ${was} was given to ${agentId} as if it were ${told}'s`);
    }
    const agents = this.book.eligibility(seq);
    if (data.method === 'automatic') {
      this.picks++;
      if (!judgePick({ event, chat, agentId, agents, state: this.state, findings: this.findings })) this.unjudged++;
    }
    this.state.change(chatId, { state: 'owned', place: chat.place, owner: agentId });
    this.state.load(agentId).last = seq;
    judgeLimit({ event, chat, agentId, agents, state: this.state, findings: this.findings });
  }

  private requeued({ chatId, data }: LifeEvent, chat: ChatLife | undefined): void {
    const { previousAgentId } = data;
    if (chat?.owner === undefined || chat.owner !== previousAgentId) {
      const owner = chat?.owner ?? 'nobody';
      return this.findings.add('doubleAssigned', `chat ${chatId} of ${owner} was given up by ${previousAgentId}`);
    }
    this.state.change(chatId, { state: 'waiting', place: chat.place, gaveUp: previousAgentId });
  }

  private ended({ chatId, data, seq }: LifeEvent, chat: ChatLife | undefined): void {
    if (chat?.owner !== data.agentId) {
      const [was, told] = [chat?.owner ?? 'nobody', data.agentId ?? 'nobody'];
      this.findings.add('doubleAssigned', `chat ${chatId} of ${was} ended as if it were ${told}'s`);
    }
    this.state.change(chatId, { state: 'over', place: chat?.place ?? seq });
  }

  /** The rows that were seen on the way must be what the history says of that moment. */
  private compareUpTo(seq: number): void {
    const all = this.book.all;
    for (let census = all[this.nextCensus]; census && census.sequence <= seq; census = all[this.nextCensus]) {
      this.nextCensus++;
      compareCensus(census, this.state, this.findings);
    }
  }
}
