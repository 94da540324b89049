import { Alert, Button, Stack, Textarea, TextInput } from '@mantine/core';
import { SENT_MAX } from '@switchboard/contracts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOfError } from '../app/words-of-error';
import { bodyOf, clientsFor } from '../api/clients';
import { askedFrom } from './asked-from';
import { customerId, type KeptChat } from './kept-chat';

export interface AskFormProps {
  channelKey: string;
  /** The page from which the customer asks, as far as it is known. */
  page: string | undefined;
  onAsked: (chat: KeptChat) => void;
}

/** The customer says who and what, and asks for an agent. Pressing again after a failure asks once. */
export function AskForm({ channelKey, page, onAsked }: AskFormProps) {
  const { t, i18n } = useTranslation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const ask = useMutation({
    mutationFn: ({ name, text }: { name: string; text: string }) => {
      const attributes = askedFrom(page);
      const customer = { id: customerId(), locale: i18n.language, ...(name === '' ? {} : { name }), attributes };
      const params = { header: { 'Idempotency-Key': idempotencyKey } };
      const { intake } = clientsFor(() => channelKey);
      return bodyOf(intake.POST('/api/v1/intake/chats', { params, body: { customer, firstMessage: text } }));
    },
    onSuccess: ({ chatId, token, tokenExpiresAt }) => onAsked({ chatId, token, tokenExpiresAt }),
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { name, text } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    if (text?.trim()) ask.mutate({ name: name?.trim() ?? '', text: text.trim() });
  };
  if (channelKey === '') return <Alert m="sm">{t('customer/noChannel')}</Alert>;
  return (
    <form onSubmit={onSubmit}>
      <Stack p="sm">
        {ask.error && (
          <Alert color="red" role="alert">
            {wordsOfError(ask.error, t)}
          </Alert>
        )}
        <TextInput label={t('customer/name')} name="name" autoComplete="name" maxLength={200} />
        <Textarea
          label={t('customer/question')}
          name="text"
          required
          withAsterisk={false}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={SENT_MAX}
        />
        <Button type="submit" loading={ask.isPending}>
          {t('customer/ask')}
        </Button>
      </Stack>
    </form>
  );
}
