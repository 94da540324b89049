import type { ModalProps } from '@mantine/core';
import { Dialog } from '../../app/Dialog';
import { NoteList } from './NoteList';
import { WriteNote } from './WriteNote';

export interface NotesDialogProps extends Pick<ModalProps, 'opened' | 'onClose' | 'title'> {
  chatId: string;
}

/** What the team notes about a chat, where the panel need not be open. */
export function NotesDialog({ chatId, ...dialog }: NotesDialogProps) {
  return (
    <Dialog {...dialog}>
      <WriteNote chatId={chatId} />
      <NoteList chatId={chatId} />
    </Dialog>
  );
}
