// A competitor as most would write it: TypeORM entities, one transaction per chat, pessimistic lock on the team, find and
// save, eight connections. Same tables and rows as routing's.
import { DataSource, EntitySchema, Raw } from 'typeorm';
import { keepBusy } from '../keep-busy.mjs';
import { describe } from './per-chat.mjs';

const id = { type: 'uuid', primary: true };
const column = (type, name, more) => ({ type, ...(name && { name }), nullable: true, ...more });

const Team = new EntitySchema({
  name: 'team',
  columns: { id, version: column('int'), sequence: column('int') },
});
const Agent = new EntitySchema({
  name: 'agent',
  columns: {
    teamId: { ...id, name: 'team_id' },
    id,
    name: column('text'),
    eligible: column('boolean', undefined, { insert: false, update: false }),
    capacity: column('int'),
    activeChats: column('int', 'active_chats'),
    lastSequence: column('int', 'last_sequence'),
  },
});
const Chat = new EntitySchema({
  name: 'chat',
  columns: {
    id,
    teamId: column('uuid', 'team_id'),
    state: column('text'),
    requestHash: column('text', 'request_hash'),
    queueSequence: column('int', 'queue_sequence'),
    enqueuedAt: column('timestamptz', 'enqueued_at'),
    requestedAt: column('timestamptz', 'requested_at'),
    agentId: column('uuid', 'agent_id'),
    assignmentId: column('uuid', 'assignment_id'),
    assignedAt: column('timestamptz', 'assigned_at'),
  },
});
const Content = new EntitySchema({
  name: 'chat_content',
  columns: { chatId: { ...id, name: 'chat_id' }, content: column('text') },
});
const Assignment = new EntitySchema({
  name: 'assignment',
  columns: {
    chatId: { ...id, name: 'chat_id' },
    sequence: { type: 'int', primary: true },
    id: column('uuid'),
    teamId: column('uuid', 'team_id'),
    agentId: column('uuid', 'agent_id'),
    assignedAt: column('timestamptz', 'assigned_at'),
    decision: column('text'),
  },
});
const Outbox = new EntitySchema({
  name: 'outbox',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'identity', generatedIdentity: 'ALWAYS' },
    shard: column('smallint'),
    topic: column('text'),
    key: column('text'),
    payload: column('text'),
  },
});

async function route(manager, request) {
  const { chatId, teamId, requestedAt } = request.data;
  const team = await manager.findOneOrFail(Team, { where: { id: teamId }, lock: { mode: 'pessimistic_write' } });
  const agent = await manager.findOneOrFail(Agent, {
    where: { teamId, eligible: true, activeChats: Raw((alias) => `${alias} < capacity`) },
    order: { activeChats: 'ASC', lastSequence: 'ASC', id: 'ASC' },
  });
  team.sequence++;
  const d = describe(request, team.sequence, team.version, agent);
  const { assignmentId, requestHash, at, content, decision, payload } = d;
  agent.activeChats++;
  agent.lastSequence = team.sequence;
  await manager.save(Team, team);
  await manager.save(Agent, agent);
  const owner = { agentId: agent.id, assignedAt: at };
  const place = { queueSequence: team.sequence, enqueuedAt: at, requestedAt };
  await manager.save(Chat, { id: chatId, teamId, state: 'in_progress', requestHash, ...place, ...owner, assignmentId });
  await manager.save(Content, { chatId, content });
  await manager.save(Assignment, { chatId, sequence: team.sequence, id: assignmentId, teamId, ...owner, decision });
  await manager.save(Outbox, { shard: 0, topic: 'chat.assigned', key: teamId, payload });
}

/** Chats a second with so many connections. */
export async function typeormRate(url, source, seconds, connections = 8) {
  const entities = [Team, Agent, Chat, Content, Assignment, Outbox];
  const dataSource = new DataSource({ type: 'postgres', url, schema: 'routing', entities, poolSize: connections });
  await dataSource.initialize();
  try {
    const workers = Array.from({ length: connections });
    const one = () => dataSource.transaction((tx) => route(tx, source.next()));
    const { rate, done } = await keepBusy(workers, seconds, one);
    return { rate, chats: done };
  } finally {
    await dataSource.destroy();
  }
}
