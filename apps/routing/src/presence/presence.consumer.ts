import { Controller } from '@nestjs/common';
import { type Batch, Consumes } from '@switchboard/messaging';
import { Drainer } from '../drain/drainer';
import { CommandBatch } from '../engine/command-batch';
import { PresenceNews } from '../engine/presence-news';
import { RoutingEngine } from '../engine/routing-engine';
import { PresencePulseRepository } from './presence-pulse.repository';

/** Who is connected, and whether anybody would tell us if that changed. */
@Controller()
export class PresenceConsumer {
  constructor(
    private readonly engine: RoutingEngine,
    private readonly drainer: Drainer,
    private readonly news: PresenceNews,
    private readonly pulse: PresencePulseRepository,
  ) {}

  @Consumes('routing.presence')
  async handle(batch: Batch<'routing.presence'>): Promise<void> {
    const commands = new CommandBatch(batch);
    let lastBeat: string | undefined;
    for (const message of batch.messages) {
      if (message.topic === 'presence.beat') {
        const { at } = message.event.data;
        if (lastBeat === undefined || at > lastBeat) lastBeat = at;
        continue;
      }
      const { agentId, teamId, connected, version } = message.event.data;
      commands.add(message, teamId, { kind: 'set-presence', agentId, connected, version });
    }
    await commands.execute(this.engine, this.drainer);
    if (lastBeat !== undefined) await this.beat(batch, lastBeat);
  }

  private async beat(batch: Batch<'routing.presence'>, at: string): Promise<void> {
    const liveSince = await this.pulse.hear(batch.tx, at);
    if (liveSince !== undefined) batch.afterCommit(() => void this.news.catchUp(liveSince));
  }
}
