import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/clients';
import { Dialog } from '../../app/Dialog';
import { routing } from '../../session/session';
import { nameOf } from '../board/board';
import type { ChatDialogProps } from './chat-of-dialog';
import { ChooseAgent } from './ChooseAgent';
import { useHandOver } from './use-hand-over';

/** A manager gives a chat that waits to a named agent. */
export function AssignChat({ chat, opened, onClose }: ChatDialogProps) {
  const { t } = useTranslation();
  const params = { path: { id: chat.id } };
  const { mutate, isPending } = useHandOver({ chat, onClose }, (body) =>
    bodyOf(routing.POST('/api/v1/routing/chats/{id}/assign', { params, body })),
  );
  return (
    <Dialog opened={opened} onClose={onClose} title={t('assign/title', { name: nameOf(chat) })}>
      <ChooseAgent ownerId={undefined} submit={t('waiting/assign')} pending={isPending} onSubmit={mutate} />
    </Dialog>
  );
}
