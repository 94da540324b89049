import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { nameOf, type TeamChat } from '../../agent/board/board';

export interface LineButtonProps {
  /** The dialog that it opens. */
  which: 'assign' | 'end' | 'transfer';
  chat: TeamChat;
  onOpen: (which: LineButtonProps['which']) => void;
}

/** Opens a dialog of a chat; its name tells which chat. */
export function LineButton({ which, chat, onOpen }: LineButtonProps) {
  const { t } = useTranslation();
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t(`${which}/title`, { name: nameOf(chat) })}
      onClick={() => onOpen(which)}
    >
      {t(`${which}/action`)}
    </Button>
  );
}
