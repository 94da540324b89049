import type { Actor, Command } from '../index';
import type { Operation } from './operations.harness.spec';
import type { ReferenceTeam } from './reference-team.harness.spec';

/** The last two are an agent of another team, and one that nobody has heard of. */
export const agentIds = ['a0', 'a1', 'a2', 'a3', 'foreign', 'nobody'];
const workdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));

export type Doable = Exclude<Command, { kind: 'drain' }>;

/** What an operation means at this moment: which chat, which agent, which version. */
export class Interpreter {
  private born = 0;
  private readonly versions = new Map<string, number>();

  constructor(private readonly reference: ReferenceTeam) {}

  commandsOf(o: Operation): Doable[] {
    switch (o.kind) {
      case 'request':
        return [this.request(`c${this.born++}`)];
      case 'requests':
        return Array.from({ length: o.count }, () => this.request(`c${this.born++}`));
      case 'repeat':
        return [this.request(this.chat(o.chat))];
      case 'conflict':
        return [{ ...this.request(this.chat(o.chat)), requestHash: 'another' }];
      case 'cancel':
        return [this.cancel(this.chat(o.chat))];
      case 'exodus': // all who wait leave, and somebody else as well
        return [...this.reference.waiting().map(({ id }) => id), this.chat(o.chat)].map((id) => this.cancel(id));
      case 'early-cancel':
        return [this.cancel(`c${this.born + (o.chat % 3)}`)];
      case 'claim':
      case 'take-message':
        return [{ kind: o.kind, chatId: this.chat(o.chat), agentId: this.agent(o.agent) }];
      case 'end':
      case 'requeue':
      case 'close-message':
        return [{ kind: o.kind, chatId: this.chat(o.chat), actor: this.actor(o) }];
      case 'assign':
        return [{ ...this.named(o), kind: 'assign', override: o.override, actor: { kind: 'manager', id: 'm' } }];
      case 'transfer':
        return [{ ...this.named(o), kind: 'transfer', override: o.override && o.byManager, actor: this.actor(o) }];
      case 'availability':
        return [{ kind: 'set-availability', agentId: this.agent(o.agent), availability: o.availability }];
      case 'presence': {
        const agentId = this.agent(o.agent);
        return [
          { kind: 'set-presence', agentId, connected: o.connected, version: this.version(`p/${agentId}`, o.stale) },
        ];
      }
      case 'agent': {
        const agentId = this.agent(o.agent);
        const { active, capacity } = o;
        const version = this.version(`a/${agentId}`, o.stale);
        return [{ kind: 'configure-agent', agentId, name: agentId.toUpperCase(), active, capacity, version }];
      }
      case 'team':
        return [this.configure(o)];
      case 'lapse': {
        const all = this.reference.deadlines.filter(({ kind }) => kind !== 'hours');
        const { kind, subjectId } = all[o.which % Math.max(1, all.length)] ?? { kind: 'grace', subjectId: 'a0' };
        return [{ kind: 'lapse', deadline: kind, subjectId }];
      }
      case 'silence':
      case 'time':
        return [];
    }
  }

  private cancel = (chatId: string): Doable => ({ kind: 'cancel', chatId, actor: { kind: 'customer' } });

  private request(chatId: string): Extract<Command, { kind: 'request' }> {
    return { kind: 'request', chatId, requestHash: `hash of ${chatId}`, actor: { kind: 'channel' } };
  }

  private configure(o: Extract<Operation, { kind: 'team' }>): Extract<Command, { kind: 'configure-team' }> {
    const { method, strategy, defaultCapacity, graceSeconds, afterGrace, inactivitySeconds, removed } = o;
    const leftMessage = { outsideHours: o.outsideHours, nobodyAvailable: o.nobodyAvailable };
    const schedule = { timeZone: 'UTC', hours: workdays, holidays: ['2026-01-06'] };
    const rules = { graceSeconds, afterGrace, inactivitySeconds, leftMessage, schedule };
    const version = this.version('team', o.stale);
    return { kind: 'configure-team', name: 'Team', method, strategy, defaultCapacity, rules, removed, version };
  }

  /** One of the last chats, or of those that are not over, or one that nobody has heard of. */
  private chat(pick: number): string {
    const open = this.reference.chats.filter(
      ({ state, closedBy }) => !['ended', 'cancelled'].includes(state) && !closedBy,
    );
    const some = pick % 4 === 0 ? this.reference.chats.slice(-8) : open;
    return some[pick % (some.length + 1)]?.id ?? 'unheard-of';
  }

  private agent = (pick: number): string => agentIds[pick % agentIds.length] ?? 'nobody';
  private named = (o: { chat: number; agent: number }) => ({ chatId: this.chat(o.chat), agentId: this.agent(o.agent) });

  /** Mostly the owner; a stranger now and then. */
  private actor(o: { chat: number; agent: number; byManager: boolean }): Actor & { id: string } {
    if (o.byManager) return { kind: 'manager', id: 'm' };
    const owner = this.reference.chat(this.chat(o.chat))?.agentId;
    return { kind: 'agent', id: o.agent === 0 ? this.agent(o.agent) : (owner ?? this.agent(o.agent)) };
  }

  private version(of: string, stale: boolean): number {
    const next = (this.versions.get(of) ?? 0) + 1;
    if (stale) return next - 1;
    this.versions.set(of, next);
    return next;
  }
}
