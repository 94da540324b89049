import { type ChatForAgents, type CloudEvent, type Transcript, uuidv7 } from '@switchboard/contracts';
import { describeWithKafka, eventually, StreamClient } from '@switchboard/testing';
import { type Answer, Installation } from './installation.support';
import { type Agent, type Chat, Team } from './team.support';

jest.setTimeout(240_000);

/** What an agent's client knows of a chat that keeps to the rule of docs/decisions/0014. */
class Follower {
  readonly texts: string[] = [];
  private handled = 0;
  private stopped = false;

  constructor(
    private readonly installation: Installation,
    readonly agent: Agent,
    private readonly chatId: string,
  ) {}

  /** Handles what the stream brings, as it comes. */
  async follow(): Promise<void> {
    const heard = this.agent.heard[0] ?? [];
    while (!this.stopped) {
      const next = heard[this.handled];
      if (next) this.handled += 1;
      if (next?.event === 'chat.assigned') await this.assigned(JSON.parse(next.data) as CloudEvent<'chat.assigned'>);
      if (next?.event === 'chat.message') this.said(JSON.parse(next.data) as CloudEvent<'chat.message'>);
      if (!next) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private said({ data }: CloudEvent<'chat.message'>): void {
    if (data.chatId === this.chatId) this.texts[data.seq] = data.text;
  }

  private async assigned({ data }: CloudEvent<'chat.assigned'>): Promise<void> {
    if (data.chatId !== this.chatId || data.agent.id !== this.agent.id) return;
    const gap = this.texts.findIndex((text) => text === undefined);
    const last = (gap < 0 ? this.texts.length : gap) - 1;
    const path = `chats/${this.chatId}/messages?limit=200${last < 0 ? '' : `&after=${last}`}`;
    const { body } = await this.installation.call<Transcript>('intake', 'GET', path, { bearer: this.agent.token });
    for (const { seq, text } of body.items) this.texts[seq] = text;
  }
}

describeWithKafka('a conversation on Kafka, two processes of each service', () => {
  let installation: Installation;
  let team: Team;
  let [kim, lee] = [] as Agent[] as [Agent, Agent];
  beforeAll(async () => {
    installation = await Installation.start();
    team = await Team.create(installation, 'manual');
    [kim, lee] = [await team.agent('Kim'), await team.agent('Lee')];
  });
  afterAll(async () => {
    await Promise.all([kim?.disconnectAll(), lee?.disconnectAll()]);
    await installation.stop();
  });

  let turn = 0;
  /** To each instance of intake in turn; again, as clients do, where what is needed has not arrived there yet. */
  const say = (chat: Chat, bearer: string, text: string, assignmentId?: string): Promise<Answer<{ code?: string }>> => {
    const body = { messageId: uuidv7(), text, assignmentId };
    const post = () =>
      installation.call<{ code?: string }>('intake', 'POST', `chats/${chat.chatId}/messages`, {
        ...{ bearer, body, instance: turn++ % 2 },
      });
    return eventually(async () => {
      const answer = await post();
      if (answer.body.code === 'CHAT.ASSIGNMENT_NOT_SEEN') throw new Error(answer.body.code);
      return answer;
    });
  };

  it('is missed by nobody while the chat goes to and fro, and a new owner writes at once', async () => {
    const chat = await team.request();
    const followers = [kim, lee].map((agent) => new Follower(installation, agent, chat.chatId));
    const following = followers.map((follower) => follower.follow());
    const customer = await StreamClient.open(
      `${installation.url('intake', 1)}/api/v1/intake/chats/${chat.chatId}/stream`,
      chat.token,
    );
    const claimed = await eventually(async () => {
      const answer = await kim.claim(chat.chatId);
      if (answer.status !== 200) throw new Error(`${answer.status}`);
      return answer.body as { assignmentId: string };
    });
    let [owner, other, assignmentId] = [kim, lee, claimed.assignmentId];
    for (let round = 0; round < 10; round += 1) {
      const talking = Promise.all(['a', 'b', 'c'].map((n) => say(chat, chat.token, `customer ${round}${n}`)));
      expect((await say(chat, owner.token, `agent ${round}`, assignmentId)).status).toBe(201);
      const moved = await installation.call<{ assignmentId: string }>(
        ...(['routing', 'POST', `chats/${chat.chatId}/transfer`] as const),
        { bearer: owner.token, body: { agentId: other.id } },
      );
      expect((await say(chat, other.token, `agent ${round}, at once`, moved.body.assignmentId)).status).toBe(201);
      expect(await say(chat, owner.token, 'too late', assignmentId)).toMatchObject({
        status: 403,
        body: { code: 'CHAT.ASSIGNMENT_SUPERSEDED' },
      });
      expect((await talking).map(({ status }) => status)).toEqual([201, 201, 201]);
      [owner, other, assignmentId] = [other, owner, moved.body.assignmentId];
    }
    const { body } = await installation.call<Transcript>('intake', 'GET', `chats/${chat.chatId}/messages?limit=200`, {
      bearer: chat.token,
    });
    const texts = body.items.map(({ text }) => text);
    expect(body.items.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_, seq) => seq));
    const last = followers.find(({ agent }) => agent === owner);
    await eventually(() => expect(last?.texts).toEqual(texts), { timeoutMs: 30_000 });
    await eventually(() => {
      const said = customer.feed.filter(({ event }) => event === 'message');
      expect(said.map(({ data }) => (JSON.parse(data) as { text: string }).text)).toEqual(texts.slice(1));
    });
    customer.close();
    for (const follower of followers) follower.stop();
    await Promise.all(following);
  });

  it('shows an agent who the customer is, and what the customer asked before', async () => {
    const [before, chat] = [await team.request('regular'), await team.request('regular-again')];
    const shown = await installation.call<ChatForAgents>('intake', 'GET', `chats/${chat.chatId}`, {
      bearer: kim.token,
    });
    expect(shown.body).toMatchObject({ customer: { id: 'regular-again', name: 'Ann' }, channel: { name: 'Web' } });
    const list = await installation.call<{ items: ChatForAgents[] }>('intake', 'GET', 'chats?customerId=regular', {
      bearer: team.managerToken,
    });
    expect(list.body.items.map(({ chatId }) => chatId)).toEqual([before.chatId]);
  });
});
