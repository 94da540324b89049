import { anAgent } from '../test-support/builders.support.spec';
import { useColleagues } from '../test-support/colleagues.support.spec';

const { intake, at, team } = useColleagues();

it('the note that closes a left message is among the notes of its chat, once, with author and time', async () => {
  const chat = await at.aChat();
  const mina = anAgent({ teamId: at.channel.teamId, name: 'Mina' });
  await intake.deliver('intake.configuration', [mina]);
  const closed = at.routing(chat).closed(3, { agentId: mina.data.id, note: 'Called back, solved.' });
  await intake.deliver('intake.lifecycle', [closed, closed]);
  await intake.deliver('intake.lifecycle', [closed]);
  expect((await team.notes(chat)).body['items']).toEqual([
    {
      noteId: chat.id,
      chatId: chat.id,
      author: { id: mina.data.id, name: 'Mina' },
      text: 'Called back, solved.',
      writtenAt: closed.data.closedAt,
    },
  ]);
  expect((await at.show(chat, team.bob)).body).toMatchObject({ state: 'left_message', noteCount: 1 });
});

it('stands beside the other notes, and is there though nobody has told of its author yet', async () => {
  const chat = await at.aChat();
  await team.note(chat, 'Sounds angry');
  await intake.deliver('intake.lifecycle', [at.routing(chat).closed(3, { note: 'Parcel sent again.' })]);
  const { body } = await team.notes(chat);
  expect((body['items'] as { text: string }[]).map(({ text }) => text).sort()).toEqual([
    'Parcel sent again.',
    'Sounds angry',
  ]);
});
