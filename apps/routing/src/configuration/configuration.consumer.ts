import { Controller } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import { type Batch, Consumes, type Message } from '@switchboard/messaging';
import type { Command } from '@switchboard/routing-domain';
import { Drainer } from '../drain/drainer';
import { CommandBatch } from '../engine/command-batch';
import { RoutingEngine } from '../engine/routing-engine';
import { rulesOf } from '../engine/team-rules';
import { decisionsOf } from '../engine/work';
import { TeamSettingsRepository } from './team-settings.repository';

/** Takes over what settings says of teams and agents; a first configuration turns a placeholder into the real team. */
@Controller()
export class ConfigurationConsumer {
  constructor(
    private readonly engine: RoutingEngine,
    private readonly drainer: Drainer,
    private readonly settings: TeamSettingsRepository,
  ) {}

  @Consumes('routing.configuration')
  async handle(batch: Batch<'routing.configuration'>): Promise<void> {
    const commands = new CommandBatch(batch);
    for (const message of batch.messages) addCommand(commands, message);
    const executed = await commands.execute(this.engine, this.drainer);
    for (const decision of decisionsOf(executed)) {
      if (decision.kind !== 'team-configured') continue;
      const message = commands.messageOf(decision.command);
      if (message?.topic === 'team.configured') await this.settings.save(batch.tx, message.event.data);
    }
  }
}

function addCommand(
  commands: CommandBatch<'routing.configuration'>,
  message: Message<'team.configured' | 'agent.configured'>,
): void {
  if (message.topic === 'team.configured') {
    const { data } = message.event;
    return commands.add(message, data.id, configureTeam(data));
  }
  commands.add(message, message.event.data.teamId, configureAgent(message.event.data));
}

const configureTeam = (data: EventData<'team.configured'>): Command => ({
  kind: 'configure-team',
  name: data.name,
  method: data.method,
  strategy: data.strategy,
  defaultCapacity: data.defaultCapacity,
  rules: rulesOf(data),
  removed: data.removed,
  version: data.version,
});

/** A manager who takes no chats is no agent of the team. */
const configureAgent = (data: EventData<'agent.configured'>): Command => ({
  kind: 'configure-agent',
  agentId: data.id,
  name: data.name,
  active: data.active && !data.removed && data.roles.includes('agent'),
  capacity: data.capacity,
  version: data.version,
});
