import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import { readAgain } from '../../api/read-again';
import type { ChatForAgents } from '../../api/types';
import { intake } from '../../session/session';
import { tagChange } from './tag-change';
import { chatKey } from './use-chat';

interface Change {
  before: string[];
  after: string[];
}

/** Changes the tags of a chat: shown at once, saved one after the other, and shown as they are where that fails. */
export function useChangeTags(chatId: string): (change: Change) => void {
  const client = useQueryClient();
  const { fault } = useTell();
  const mutationKey = ['tags', chatId];
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: mutationKey.join(' ') },
    mutationFn: (change: Change) => save(chatId, change),
    onMutate: async ({ after }) => {
      await client.cancelQueries({ queryKey: chatKey(chatId) });
      show(client, chatId, after);
    },
    // What was changed since is not in this answer yet.
    onSuccess: (tags) => client.isMutating({ mutationKey }) === 1 && show(client, chatId, tags),
    onError: (error) => {
      fault(error);
      return readAgain(client, chatKey(chatId));
    },
  });
  return mutate;
}

function show(client: QueryClient, chatId: string, tags: string[]): void {
  client.setQueryData<ChatForAgents>(chatKey(chatId), (chat) => chat && { ...chat, tags });
}

async function save(chatId: string, { before, after }: Change): Promise<string[]> {
  const { added, removed } = tagChange(before, after);
  let tags = after;
  const tagPath = '/api/v1/intake/chats/{id}/tags/{tag}' as const;
  const params = (tag: string) => ({ params: { path: { id: chatId, tag } } });
  for (const tag of removed) ({ tags } = await bodyOf(intake.DELETE(tagPath, params(tag))));
  for (const tag of added) ({ tags } = await bodyOf(intake.PUT(tagPath, params(tag))));
  return tags;
}
