import { useTranslation } from 'react-i18next';
import { LateDialog } from '../../app/LateDialog';
import { useCode } from '../../app/use-code';
import { nameOf, type TeamChat } from '../board/board';
import { loadCustomerPanel } from '../panel/load-customer-panel';

export interface LateNotesProps {
  chat: TeamChat;
  opened: boolean;
  onClose: () => void;
}

/** The notes of a chat over the page, loaded with the customer panel, which has them too. */
export function LateNotes({ chat, opened, onClose }: LateNotesProps) {
  const { t } = useTranslation();
  const code = useCode('customer-panel', loadCustomerPanel, opened);
  const dialog = { opened, onClose, title: t('departure/noteAbout', { name: nameOf(chat) }) };
  return (
    <LateDialog code={code} {...dialog} failed={t('panel/notLoaded')}>
      {({ NotesDialog }) => <NotesDialog chatId={chat.id} {...dialog} />}
    </LateDialog>
  );
}
