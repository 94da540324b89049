export { AgentClient, type AgentClientOptions } from './agent-client';
export { run } from './commands';
export { AgentSession } from './session';
export { HttpClient } from './http-client';
