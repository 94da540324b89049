import { useTranslation } from 'react-i18next';
import { LateDialog } from '../../app/LateDialog';
import { useCode } from '../../app/use-code';
import { nameOf } from '../board/board';
import type { ChatDialogsProps } from '../chat-dialogs/ChatDialogs';

const loadDialogs = () => import('../chat-dialogs/ChatDialogs');

/** The dialogs of a chat, loaded when the first is opened. */
export function LateDialogs(props: ChatDialogsProps) {
  const { t } = useTranslation();
  const { chat, opened, onClose } = props;
  const code = useCode('chat-dialogs', loadDialogs, opened !== undefined);
  return (
    <LateDialog
      code={code}
      opened={opened !== undefined}
      onClose={onClose}
      title={t(`${opened ?? 'end'}/title`, { name: nameOf(chat) })}
      failed={t('fault/notLoaded')}
    >
      {({ ChatDialogs }) => <ChatDialogs {...props} />}
    </LateDialog>
  );
}
