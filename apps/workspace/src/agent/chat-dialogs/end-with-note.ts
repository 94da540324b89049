import { bodyOf } from '../../api/clients';
import type { NoteDraft } from '../../chat/writing';
import { intake, routing } from '../../session/session';
import type { ChatOfDialog } from './chat-of-dialog';

/**
 * Ends the chat with the note, whose text may be empty. To end one that has ended already changes nothing and is answered
 * as success, whose note then stands beside the chat's others: who has written it does not lose it because the customer
 * left a moment before.
 * @returns whether the note went there
 * @throws Refused, Unreachable; to try again with the same note is safe
 */
export async function endWithNote({ id, state }: ChatOfDialog, note: NoteDraft): Promise<boolean> {
  const params = { path: { id } };
  const { text } = note;
  if (state !== 'past') {
    await routing.POST('/api/v1/routing/chats/{id}/end', { params, body: text === '' ? {} : { reason: text } });
    if (text === '' || (await noteOfEnd(id)) === text) return false;
  }
  if (text === '') return false;
  await intake.POST('/api/v1/intake/chats/{id}/notes', { params, body: note });
  return true;
}

/** What whoever ended the chat noted about it. Where that cannot be read it is nothing: a note kept twice is not lost. */
async function noteOfEnd(id: string): Promise<string | undefined> {
  const path = { id };
  const decisions = bodyOf(routing.GET('/api/v1/routing/chats/{id}/decisions', { params: { path } }));
  const { items } = await decisions.catch(() => ({ items: [] }));
  return items.findLast(({ kind }) => kind === 'ended')?.reason;
}
