import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { nameOf, type TeamChat } from '../board/board';
import { usePanel, usePanelView } from './panel-context';

/** Shows who the customer of a chat is, or hides it. */
export function PanelButton({ chat }: { chat: TeamChat }) {
  const { t } = useTranslation();
  const panel = usePanel();
  const { chatId, isOpen } = usePanelView();
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={t('panel/about', { name: nameOf(chat) })}
      aria-expanded={isOpen && chatId === chat.id}
      aria-keyshortcuts="Alt+I"
      title={t('panel/keys')}
      // The focus would select this chat before the click asks whether it was selected. Later it is wanted: it comes back
      // here when the panel is hidden.
      onMouseDown={(event) => event.preventDefault()}
      onClick={({ currentTarget }) => {
        panel.toggle(chat.id);
        currentTarget.focus();
      }}
    >
      <i>i</i>
    </Button>
  );
}
