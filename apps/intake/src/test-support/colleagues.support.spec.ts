import { uuidv7 } from '@switchboard/contracts';
import type { Channels, Chat } from './channels.support.spec';
import type { Answer, IntakeUnderTest } from './intake-app.support.spec';
import { useIntake } from './use-intake.support.spec';

/** As `useIntake`, with people of the teams. */
export function useColleagues(): { intake: IntakeUnderTest; at: Channels; team: Colleagues } {
  const { intake, at } = useIntake();
  const team = new Colleagues(intake);
  beforeAll(() => team.signIn(at));
  return { intake, at, team };
}

/** Ann and Bob of the channels' team and a stranger of another, by their tokens, and what they do about a chat. */
export class Colleagues {
  ann = '';
  bob = '';
  stranger = '';

  constructor(private readonly intake: IntakeUnderTest) {}

  async signIn({ channel, stranger }: Channels): Promise<void> {
    this.ann = await this.intake.accountToken(channel.teamId);
    this.bob = await this.intake.accountToken(channel.teamId, ['manager']);
    this.stranger = await this.intake.accountToken(stranger.teamId, ['agent', 'manager']);
  }

  readonly tag = (chat: Pick<Chat, 'id'>, tag: string, as = this.ann): Promise<Answer> =>
    this.intake.call('PUT', pathOf(chat, tag), { as });

  readonly untag = (chat: Pick<Chat, 'id'>, tag: string, as = this.ann): Promise<Answer> =>
    this.intake.call('DELETE', pathOf(chat, tag), { as });

  /** The chat's tags, as its team sees them. */
  async tagsOf(chat: Chat): Promise<unknown> {
    return (await this.intake.call('GET', `/chats/${chat.id}`, { as: this.bob })).body['tags'];
  }

  /** POST /chats/{id}/notes, with a new noteId unless one is given. */
  readonly note = (
    chat: Pick<Chat, 'id'>,
    text: unknown,
    { as = this.ann, noteId = uuidv7() }: { as?: string; noteId?: string } = {},
  ): Promise<Answer> => this.intake.call('POST', `/chats/${chat.id}/notes`, { as, body: { noteId, text } });

  readonly notes = (chat: Pick<Chat, 'id'>, query = '', as = this.bob): Promise<Answer> =>
    this.intake.call('GET', `/chats/${chat.id}/notes${query}`, { as });
}

const pathOf = ({ id }: Pick<Chat, 'id'>, tag: string): string => `/chats/${id}/tags/${encodeURIComponent(tag)}`;
