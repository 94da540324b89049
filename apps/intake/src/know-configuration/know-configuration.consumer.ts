import { Controller } from '@nestjs/common';
import type { EventData, TopicsOf } from '@switchboard/contracts';
import { type Batch, Consumes } from '@switchboard/messaging';
import { ConfigurationRepository } from './configuration.repository';

type ConfigurationTopic = TopicsOf<'intake.configuration'>;
type Latest = { readonly [T in ConfigurationTopic]: Map<string, EventData<T>> };

/** Keeps the highest version of each team, agent and channel. */
@Controller()
export class KnowConfigurationConsumer {
  constructor(private readonly configuration: ConfigurationRepository) {}

  @Consumes('intake.configuration')
  async handle({ messages, tx }: Batch<'intake.configuration'>): Promise<void> {
    const latest = latestOf(messages);
    const [teams, agents, channels] = [
      inOrderOfId(latest['team.configured']),
      inOrderOfId(latest['agent.configured']),
      inOrderOfId(latest['channel.configured']),
    ];
    if (teams.length > 0) await this.configuration.teams(tx, teams);
    if (agents.length > 0) await this.configuration.agents(tx, agents);
    for (const channel of channels) await this.configuration.channel(tx, channel);
  }
}

function latestOf(messages: Batch<'intake.configuration'>['messages']): Latest {
  const latest: Latest = {
    'team.configured': new Map(),
    'agent.configured': new Map(),
    'channel.configured': new Map(),
  };
  for (const message of messages) {
    switch (message.topic) {
      case 'team.configured':
        keepNewer(latest[message.topic], message.event.data);
        break;
      case 'agent.configured':
        keepNewer(latest[message.topic], message.event.data);
        break;
      case 'channel.configured':
        keepNewer(latest[message.topic], message.event.data);
        break;
    }
  }
  return latest;
}

function keepNewer<T extends { id: string; version: number }>(known: Map<string, T>, told: T): void {
  const version = known.get(told.id)?.version;
  if (version === undefined || version < told.version) known.set(told.id, told);
}

/** Everyone locks rows in the order of their ids. */
function inOrderOfId<T extends { id: string }>(known: Map<string, T>): T[] {
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
