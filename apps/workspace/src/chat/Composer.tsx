import { Button, Group, Text, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Writing } from './writing';

const maxLength = 4_000;

/** Safari has ended the composition when it tells of the key that ends it, but marks that key. */
const isComposing = (event: globalThis.KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

export interface ComposerProps {
  name: string;
  chatId: string;
  /** Where what is being written is kept. */
  writing: Writing;
  onSend: (text: string) => void;
  /** Called with each change of what is being written. */
  onTyping: () => void;
}

/** Where a message is written: Enter sends, Shift+Enter breaks the line. */
export function Composer({ name, chatId, writing, onSend, onTyping }: ComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => writing.draft(chatId));
  const write = (next: string): void => {
    setText(next);
    writing.keepDraft(chatId, next);
    if (next.trim() !== '') onTyping();
  };
  const isTooLong = text.trim().length > maxLength;
  const send = (): void => {
    if (text.trim() === '' || isTooLong) return;
    onSend(text.trim());
    write('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While a syllable is being composed (Korean, Japanese, Chinese) Enter ends it and sends nothing.
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Group p="xs" gap="xs" align="flex-end" wrap="nowrap">
        <Textarea
          aria-label={t('composer/label', { name })}
          placeholder={t('composer/placeholder')}
          title={t('composer/hint')}
          error={isTooLong && t('composer/tooLong', { max: maxLength })}
          autosize
          minRows={1}
          maxRows={6}
          flex={1}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" px="sm">
          <Text span size="sm">
            {t('composer/send')}
          </Text>
        </Button>
      </Group>
    </form>
  );
}
