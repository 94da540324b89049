import { Button, Group, Text, Textarea, type TextareaProps } from '@mantine/core';
import { SENT_MAX } from '@switchboard/contracts';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from './is-composing';
import type { Writing } from './writing';

export interface ComposerProps {
  name: string;
  chatId: string;
  /** Where what is being written is kept. */
  writing: Writing;
  onSend: (text: string) => void;
  /** Called with each change of what is being written. */
  onTyping: () => void;
  /** What is written in, where it is more than a plain field. */
  field?: (props: TextareaProps & { value: string }) => ReactNode;
}

const plainField = (props: TextareaProps): ReactNode => <Textarea {...props} />;

/** Where a message is written: Enter sends, Shift+Enter breaks the line. */
export function Composer({ name, chatId, writing, onSend, onTyping, field = plainField }: ComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => writing.draft(chatId));
  const write = (next: string): void => {
    setText(next);
    writing.keepDraft(chatId, next);
    if (next.trim() !== '') onTyping();
  };
  const isTooLong = text.trim().length > SENT_MAX;
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
        {field({
          'aria-label': t('composer/label', { name }),
          placeholder: t('composer/placeholder'),
          title: t('composer/hint'),
          error: isTooLong && t('composer/tooLong', { max: SENT_MAX }),
          autosize: true,
          minRows: 1,
          maxRows: 6,
          flex: 1,
          value: text,
          onChange: (event) => write(event.currentTarget.value),
          onKeyDown,
        })}
        <Button type="submit" px="sm">
          <Text span size="sm">
            {t('composer/send')}
          </Text>
        </Button>
      </Group>
    </form>
  );
}
