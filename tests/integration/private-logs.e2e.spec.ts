import { eventually, StreamClient } from '@switchboard/testing';
import { StandaloneAtWork } from './standalone.support';

jest.setTimeout(240_000);

/** Each is said once in the conversation below, in a place of its own. */
const words = {
  name: 'Zerlina Vertraulich',
  customerId: 'zerlina@private.example',
  attribute: 'attribute-2b7e',
  firstMessage: 'first-9c1d my PIN is 4711',
  customerSays: 'customer-5f0a',
  agentSays: 'agent-e81c',
  note: 'note-37ab',
  tag: 'tag-81be',
  noteForColleagues: 'colleagues-4a60',
  refused: 'refused-c4d2',
  wrongPassword: 'password-66f1',
  notJson: 'notjson-0d9e',
};

describe('the logs, also where they say all that they can', () => {
  let standalone: StandaloneAtWork;
  beforeAll(async () => {
    standalone = await StandaloneAtWork.prepare();
    await standalone.start({ SWITCHBOARD_DEMO_AGENT: 'off', LOG_LEVEL: 'trace' });
  });
  afterAll(() => standalone.remove());

  it('tell what was done, and nothing of what people wrote, who they are, and what opens doors', async () => {
    const lee = await standalone.logIn('Lee');
    const stream = await StreamClient.open(`${standalone.url}/api/v1/notification/stream`, lee);
    await standalone.call('PUT', 'routing/agents/me/availability', lee, { availability: 'available' });
    const chat = await askedFor();
    const path = `intake/chats/${chat.chatId}`;
    const assignmentId = await eventually(async () => {
      const { body } = await standalone.call<{ assignmentId?: string }>('GET', `routing/chats/${chat.chatId}`, lee);
      return body.assignmentId ?? Promise.reject(new Error('not assigned yet'));
    });
    const say = (token: string, body: object) =>
      standalone.call('POST', `${path}/messages`, token, { messageId: crypto.randomUUID(), ...body });
    expect(await say(chat.token, { text: words.customerSays })).toMatchObject({ status: 201 });
    await eventually(async () =>
      expect(await say(lee, { text: words.agentSays, assignmentId })).toMatchObject({ status: 201 }),
    );
    expect(await standalone.call('PUT', `${path}/read`, chat.token, { seq: 2 })).toMatchObject({ status: 200 });
    expect(await standalone.call('PUT', `${path}/tags/${words.tag}`, lee)).toMatchObject({ status: 200 });
    const noteForColleagues = { noteId: crypto.randomUUID(), text: words.noteForColleagues };
    expect(await standalone.call('POST', `${path}/notes`, lee, noteForColleagues)).toMatchObject({ status: 201 });
    expect(await say(chat.token, { words: words.refused })).toMatchObject({ status: 400 });
    await refusedAtTheDoor(path, chat.token);
    const end = await standalone.call('POST', `routing/chats/${chat.chatId}/end`, lee, { reason: words.note });
    expect(end).toMatchObject({ status: 200 });
    await eventually(() => expect(stream.cloudEvents.map(({ type }) => type)).toContain('chat.ended.v1'));
    stream.close();
    await standalone.end('SIGTERM');

    const log = standalone.process?.output() ?? '';
    // Else nothing would have been there to tell.
    for (const route of ['/chats/:id/messages', '/chats/:id/tags/:tag', '/chats/:id/end', '/settings/sessions'])
      expect(log).toContain(route);
    const secrets = { ...words, customersToken: chat.token, agentsToken: lee };
    expect(Object.entries(secrets).filter(([, secret]) => log.includes(secret))).toEqual([]);
  });

  async function askedFor(): Promise<{ chatId: string; token: string }> {
    const customer = { id: words.customerId, name: words.name, attributes: { plan: words.attribute } };
    const body = { customer, firstMessage: words.firstMessage };
    const key = standalone.demo.channelKey;
    return (await standalone.call<{ chatId: string; token: string }>('POST', 'intake/chats', key, body, 'k')).body;
  }

  /** A password that is wrong, a body that is no JSON, a token in an address. */
  async function refusedAtTheDoor(path: string, token: string): Promise<void> {
    const email = standalone.demo.accounts[0]?.email;
    const login = { email, password: words.wrongPassword, client: 'browser' };
    expect(await standalone.call('POST', 'settings/sessions', '', login)).toMatchObject({ status: 401 });
    const at = `${standalone.url}/api/v1/${path}/messages`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    expect((await fetch(at, { method: 'POST', headers, body: `{"${words.notJson}` })).status).toBe(400);
    expect((await fetch(`${at}?token=${token}`)).status).toBe(401);
  }
});
