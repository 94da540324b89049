import { uuidv7 } from '@switchboard/contracts';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TeamOnStage } from './cast';
import type { Ledger } from './ledger';
import type { Load } from './load';
import type { Random } from './random';
import type { System } from './system';

const CUSTOMERS = 8;
const RETRY_MS = 100;

type Promised = 'accepted' | 'refused' | undefined;

/** Customers who ask for an agent, over HTTP or straight to Kafka, until somebody says yes; some leave. */
export class Customers {
  constructor(
    private readonly system: System,
    private readonly teams: readonly TeamOnStage[],
    private readonly ledger: Ledger,
    private readonly random: Random,
    private readonly load: Load,
  ) {}

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: CUSTOMERS }, () => this.come()));
  }

  private async come(): Promise<void> {
    while (!this.load.signal.aborted) {
      const { team } = this.random.of(this.teams);
      const visit = new Visit(this.system, team, this.ledger, (attempt) => this.insist(attempt));
      await (this.random.chance(0.5) ? this.byHttp(visit) : this.byKafka(visit));
      await sleep(this.random.next() * this.load.pauseMs);
    }
  }

  private async byHttp(visit: Visit): Promise<void> {
    const token = await visit.requestByHttp();
    if (token === undefined) return;
    if (this.random.chance(0.2)) await visit.say(token);
    if (!this.random.chance(0.15)) return;
    await sleep(this.random.next() * this.load.pauseMs);
    await visit.cancelByHttp(token);
  }

  private async byKafka(visit: Visit): Promise<void> {
    const leaves = this.random.chance(0.15);
    const early = leaves && this.random.chance(0.4);
    if (early) await visit.cancelByKafka();
    await visit.requestByKafka();
    if (this.random.chance(0.1)) await visit.requestByKafka();
    if (leaves && !early) await visit.cancelByKafka();
  }

  /** As a client who was promised nothing yet: the same again, until there is an answer or the play is over. */
  private async insist(attempt: () => Promise<Promised>): Promise<boolean> {
    while (!this.load.signal.aborted) {
      const answer = await attempt().catch(() => undefined);
      if (answer !== undefined) return answer === 'accepted';
      await sleep(RETRY_MS);
    }
    return false;
  }
}

/** One customer's chat. */
class Visit {
  private readonly chatId = uuidv7();
  private readonly requestedAt = new Date().toISOString();
  private readonly promised: { teamId: string; chatId: string };

  constructor(
    private readonly system: System,
    private readonly team: TeamOnStage['team'],
    private readonly ledger: Ledger,
    private readonly insist: (attempt: () => Promise<Promised>) => Promise<boolean>,
  ) {
    this.promised = { teamId: team.id, chatId: this.chatId };
  }

  /** The customer's token; undefined when nobody accepted the request. */
  async requestByHttp(): Promise<string | undefined> {
    let token: string | undefined;
    const body = { chatId: this.chatId, customer: { id: this.chatId }, firstMessage: 'Hello' };
    const headers = { 'idempotency-key': this.chatId };
    const o = { bearer: this.team.channelKey, body, headers };
    const accepted = await this.insist(async () => {
      const answer = await this.system.ask<{ token: string }>('intake', 'POST', 'chats', {
        ...o,
        instance: anyInstance(),
      });
      token = answer?.body.token;
      return answer?.status === 201 ? 'accepted' : undefined;
    });
    if (accepted) this.ledger.add({ kind: 'request', ...this.promised, via: 'http' });
    return accepted ? token : undefined;
  }

  /** A message, unless the chat is over. */
  async say(bearer: string): Promise<void> {
    const path = `chats/${this.chatId}/messages`;
    const body = { messageId: randomUUID(), text: 'Is anybody there?' };
    const accepted = await this.insist(async () => {
      const answer = await this.system.ask('intake', 'POST', path, { bearer, body, instance: anyInstance() });
      const { status = 500 } = answer ?? {};
      return status < 300 ? 'accepted' : status < 500 ? 'refused' : undefined;
    });
    if (accepted) this.ledger.add({ kind: 'message', ...this.promised, messageId: body.messageId });
  }

  async cancelByHttp(bearer: string): Promise<void> {
    const path = `chats/${this.chatId}/cancel`;
    const accepted = await this.insist(async () => {
      const answer = await this.system.ask('intake', 'POST', path, { bearer, body: {}, instance: anyInstance() });
      return answer?.status === 200 ? 'accepted' : undefined;
    });
    if (accepted) this.ledger.add({ kind: 'cancel', ...this.promised });
  }

  async requestByKafka(): Promise<void> {
    const { requestedAt, promised, chatId } = this;
    const data = { ...promised, customer: { id: chatId }, firstMessage: 'Hello', requestedAt };
    if (await this.publish('chat.requested', data)) this.ledger.add({ kind: 'request', ...promised, via: 'kafka' });
  }

  async cancelByKafka(): Promise<void> {
    if (await this.publish('chat.cancelled', this.promised)) this.ledger.add({ kind: 'cancel', ...this.promised });
  }

  private async publish(topic: string, data: object): Promise<boolean> {
    const { kafka, namespace } = this.system.installation;
    const document = { specversion: '1.0', id: randomUUID(), source: '/fault', type: `${topic}.v1`, data };
    const record = { key: this.team.id, value: JSON.stringify(document) };
    return this.insist(() => kafka.produce(namespace + topic, record).then(() => 'accepted'));
  }
}

const anyInstance = (): number => (Math.random() < 0.5 ? 0 : 1);
