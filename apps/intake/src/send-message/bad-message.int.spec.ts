import { uuidv7 } from '@switchboard/contracts';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();
afterEach(async () => expect(await intake.rows('SELECT 1 FROM message')).toEqual([]));

describe('a body that is not valid', () => {
  const messageId = uuidv7();
  it.each<[string, unknown, string]>([
    ['no message id', { text: 'Hi' }, 'messageId'],
    ['a message id that is no UUID', { messageId: '7', text: 'Hi' }, 'messageId'],
    ['no text', { messageId }, 'text'],
    ['a number as text', { messageId, text: 7 }, 'text'],
    ['an empty text', { messageId, text: '' }, 'text'],
    ['white space only', { messageId, text: ' \n\t\u00a0' }, 'text'],
    ['a text too long', { messageId, text: 'x'.repeat(4_001) }, 'text'],
    ['U+0000', { messageId, text: 'a\0b' }, 'text'],
    ['a lone surrogate', { messageId, text: 'a\ud800b' }, 'text'],
    ['an unknown member', { messageId, text: 'Hi', seq: 1 }, 'seq'],
    ['an assignment from a customer', { messageId, text: 'Hi', assignmentId: uuidv7() }, 'assignmentId'],
    ['a list', [], ''],
  ])('%s: 400 names the field', async (_, body, field) => {
    const chat = await at.aChat();
    const answer = await intake.call('POST', `/chats/${chat.id}/messages`, { as: chat.token, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST.INVALID' } });
    expect(answer.body.errors?.map((error) => error.field)).toEqual([field]);
  });

  it('an agent’s without assignment: 400', async () => {
    const chat = await at.aChat();
    const { token } = await at.assign(chat);
    expect(await at.say(chat, token)).toMatchObject({ status: 400, body: { errors: [{ field: 'assignmentId' }] } });
  });
});
