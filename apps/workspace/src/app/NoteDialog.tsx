import { Button, Group, Textarea, type TextareaProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';

export interface NoteDialogProps extends Pick<TextareaProps, 'label' | 'placeholder' | 'description' | 'maxLength'> {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What the button that does it says. */
  submit: string;
  /** Nothing is done without a note. */
  needed?: boolean;
  pending: boolean;
  /** The note without the white space around it. */
  onSubmit: (note: string) => void;
  /** What is to be read before. */
  children?: ReactNode;
}

/** Asks for a session note before something is ended. */
export function NoteDialog(props: NoteDialogProps) {
  const { opened, onClose, title, submit, needed, pending, onSubmit, children, ...field } = props;
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const note = text.trim();
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {children}
      <Textarea
        {...field}
        data-autofocus
        autosize
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('app/cancel')}
        </Button>
        <Button disabled={needed === true && note === ''} loading={pending} onClick={() => onSubmit(note)}>
          {submit}
        </Button>
      </Group>
    </Dialog>
  );
}
