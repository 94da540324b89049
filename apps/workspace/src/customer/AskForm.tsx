import { Alert, Button, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { Refused } from '@switchboard/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../app/new-id';
import { wordsOfError } from '../app/words-of-error';
import { bodyOf, clientsFor } from '../api/clients';
import { askedFrom } from './asked-from';
import { customerId, keptChat, type KeptChat } from './kept-chat';
import { wordsOfGone } from './words-of-gone';
import { isRefusal, keepOpenRequest, openRequest, type OpenRequest } from './open-request';
import { useQuestion } from './use-question';

export interface AskFormProps {
  channelKey: string;
  /** The page from which the customer asks, as far as it is known. */
  page: string | undefined;
  /** It comes in the place of a chat that is over. */
  takesFocus: boolean;
  /** Why the chat that was here cannot be opened any more. */
  gone: Refused | undefined;
  onAsked: (chat: KeptChat) => void;
  /** Another tab has begun this chat meanwhile: a second one is not asked for. */
  onFound: (chat: KeptChat) => void;
}

/** The customer says who and what, and asks for an agent. Pressing again after a failure asks once. */
export function AskForm({ channelKey, page, takesFocus, gone, onAsked, onFound }: AskFormProps) {
  const { t, i18n } = useTranslation();
  const { open, ask } = useAsking(channelKey, onAsked);
  const { field, text: question, write, check, fault } = useQuestion(channelKey);
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const other = keptChat(channelKey);
    if (other) return onFound(other);
    if (open) return ask.mutate(open);
    const text = check();
    if (text === undefined) return;
    const { name = '' } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const named = name.trim() === '' ? {} : { name: name.trim() };
    const customer = { id: customerId(), locale: i18n.language, ...named, attributes: askedFrom(page) };
    ask.mutate({ idempotencyKey: newId(), body: { customer, firstMessage: text } });
  };
  if (channelKey === '') return <Alert m="sm">{t('customer/noChannel')}</Alert>;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack p="sm">
        {gone && !ask.error && <Alert color="yellow">{wordsOfGone(gone, t)}</Alert>}
        {ask.error && (
          <Alert color="red" role="alert">
            {wordsOfError(ask.error, t)}
          </Alert>
        )}
        {open && !ask.isPending && <Text size="sm">{t('customer/unanswered')}</Text>}
        <TextInput
          label={t('customer/name')}
          name="name"
          autoComplete="name"
          maxLength={200}
          readOnly={open !== undefined}
          defaultValue={open?.body.customer.name}
        />
        <Textarea
          label={t('customer/question')}
          name="text"
          ref={field}
          autoFocus={takesFocus}
          readOnly={open !== undefined}
          value={open?.body.firstMessage ?? question}
          onChange={(event) => write(event.currentTarget.value)}
          error={fault}
          required
          withAsterisk={false}
          autosize
          minRows={3}
          maxRows={8}
        />
        <Button type="submit" loading={ask.isPending}>
          {t('customer/ask')}
        </Button>
      </Stack>
    </form>
  );
}

/** Asks, and holds the request as it was sent for as long as it may have been taken without the customer hearing of it. */
function useAsking(channelKey: string, onAsked: AskFormProps['onAsked']) {
  const [open, setOpen] = useState(() => openRequest(channelKey));
  const keep = (request: OpenRequest | undefined): void => {
    keepOpenRequest(channelKey, request);
    setOpen(request);
  };
  const ask = useMutation({
    mutationFn: ({ idempotencyKey, body }: OpenRequest) => {
      const params = { header: { 'Idempotency-Key': idempotencyKey } };
      return bodyOf(clientsFor(() => channelKey).intake.POST('/api/v1/intake/chats', { params, body }));
    },
    onMutate: keep,
    onSuccess: ({ chatId, token, tokenExpiresAt }) => {
      keep(undefined);
      onAsked({ chatId, token, tokenExpiresAt });
    },
    onError: (error) => isRefusal(error) && keep(undefined),
  });
  return { open, ask };
}
