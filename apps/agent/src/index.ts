export { AgentClient, type AgentClientOptions } from './agent-client';
export { run } from './commands';
export { HeldStream, type HeldStreamOptions } from './held-stream';
export { readStream, type StreamRequest } from './sse-client';
export { AgentSession } from './session';
export { HttpClient } from './http-client';
