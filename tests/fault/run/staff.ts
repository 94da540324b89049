import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../../integration/team.support';
import type { TeamOnStage } from './cast';
import type { Ledger } from './ledger';
import type { Load } from './load';
import type { Random } from './random';
import type { System } from './system';

interface Listed {
  /** Chats, or left messages, which go by their chat's id. */
  items: { id?: string; chatId?: string }[];
}

/** Agents at work: they claim where that is theirs to do, end chats, close left messages, now and then pass one on, or rest. */
export class Staff {
  constructor(
    private readonly system: System,
    private readonly teams: readonly TeamOnStage[],
    private readonly ledger: Ledger,
    private readonly random: Random,
    private readonly load: Load,
  ) {}

  async run(): Promise<void> {
    await Promise.all(this.teams.flatMap((stage) => stage.agents.map((agent) => this.work(stage, agent))));
  }

  private async work(stage: TeamOnStage, agent: Agent): Promise<void> {
    while (!this.load.signal.aborted) {
      if (stage.method === 'manual') await this.claimOne(stage, agent);
      await this.treatOne(stage, agent);
      if (stage.isPartTime) await this.closeOne(stage, agent);
      if (this.random.chance(stage.isPartTime ? 0.5 : 0.03)) await this.rest(agent);
      await sleep(this.random.next() * this.load.pauseMs);
    }
  }

  private async claimOne({ team }: TeamOnStage, agent: Agent): Promise<void> {
    const chatId = await this.one(agent, 'chats?state=waiting&limit=5');
    if (chatId === undefined || !(await this.post(agent, `chats/${chatId}/claim`))) return;
    this.ledger.add({ kind: 'claim', teamId: team.id, chatId, agentId: agent.id });
  }

  private async treatOne({ team, agents }: TeamOnStage, agent: Agent): Promise<void> {
    const chatId = await this.one(agent, `chats?state=in_progress&agentId=${agent.id}`);
    if (chatId === undefined) return;
    if (this.random.chance(0.05)) return void (await this.post(agent, `chats/${chatId}/requeue`));
    const others = agents.filter(({ id }) => id !== agent.id);
    if (others.length > 0 && this.random.chance(0.05)) {
      const other = this.random.of(others);
      return void (await this.post(agent, `chats/${chatId}/transfer`, { agentId: other.id }));
    }
    if (await this.post(agent, `chats/${chatId}/end`, {})) this.ledger.add({ kind: 'end', teamId: team.id, chatId });
  }

  /** Takes a left message, and mostly closes it. */
  private async closeOne({ team }: TeamOnStage, agent: Agent): Promise<void> {
    const chatId = await this.one(agent, 'messages?limit=5');
    if (chatId === undefined || !(await this.post(agent, `messages/${chatId}/take`)) || this.random.chance(0.2)) return;
    if (!(await this.post(agent, `messages/${chatId}/close`, { note: 'Called back.' }))) return;
    this.ledger.add({ kind: 'close', teamId: team.id, chatId, agentId: agent.id });
  }

  /** Busy for a moment, and available again, however long nobody answers. */
  private async rest(agent: Agent): Promise<void> {
    if (!(await this.becomes(agent, 'busy'))) return;
    do await sleep(this.random.next() * this.load.pauseMs);
    while (!(await this.becomes(agent, 'available')) && !this.load.signal.aborted);
  }

  private async becomes(agent: Agent, availability: string): Promise<boolean> {
    const o = { bearer: agent.token, instance: this.random.below(2), body: { availability } };
    return (await this.system.ask('routing', 'PUT', 'agents/me/availability', o))?.status === 200;
  }

  /** Any of a list. */
  private async one(agent: Agent, path: string): Promise<string | undefined> {
    const o = { bearer: agent.token, instance: this.random.below(2) };
    const items = (await this.system.ask<Listed>('routing', 'GET', path, o))?.body.items ?? [];
    if (items.length === 0) return undefined;
    const { id, chatId } = this.random.of(items);
    return id ?? chatId;
  }

  private async post(agent: Agent, path: string, body?: object): Promise<boolean> {
    const o = { bearer: agent.token, instance: this.random.below(2), ...(body && { body }) };
    const status = (await this.system.ask('routing', 'POST', path, o))?.status ?? 0;
    return [200, 204].includes(status);
  }
}
