/** One open stream of an agent. Streams of accounts that are managers only have none: they watch. */
export interface AgentConnection {
  readonly id: string;
  readonly agentId: string;
  readonly teamId: string;
}
