import { CloseButton, Group } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LateDialog } from '../../app/LateDialog';
import { Reading } from '../../app/Reading';
import { useCode } from '../../app/use-code';
import { ownOf } from '../board/board';
import { useBoard } from '../board/board-context';
import { loadCustomerPanel } from './load-customer-panel';
import { usePanel, usePanelView } from './panel-context';
import classes from './PanelSlot.module.css';
import { useBorrowedFocus } from './use-borrowed-focus';
import { usePanelKey } from './use-panel-key';

const useCustomerPanel = (isWanted: boolean) => useCode('customer-panel', loadCustomerPanel, isWanted);

/** The customer panel at the right of the chats, or over them where there is no room. Loaded when it is first shown. */
export function PanelSlot() {
  const panel = usePanel();
  const { chatId, isOpen, isBeside, wasAsked } = usePanelView();
  const { data: first } = useBoard((board) => ownOf(board)[0]?.id);
  useEffect(() => {
    if (chatId === undefined && first !== undefined) panel.select(first);
  }, [panel, chatId, first]);
  usePanelKey();
  if (isBeside) return isOpen && <Beside chatId={chatId} wasAsked={wasAsked} onHide={panel.hide} />;
  return wasAsked && <Over chatId={chatId} isOpen={isOpen} onHide={panel.hide} />;
}

interface BesideProps {
  chatId: string | undefined;
  wasAsked: boolean;
  onHide: () => void;
}

function Beside({ chatId, wasAsked, onHide }: BesideProps) {
  const { t } = useTranslation();
  const place = useBorrowedFocus<HTMLDivElement>(wasAsked);
  const parts = useCustomerPanel(true);
  return (
    <div ref={place} tabIndex={-1} className={classes.beside}>
      {!parts.data && (
        <Group justify="flex-end" px="sm" pt="sm">
          <CloseButton aria-label={t('panel/hide')} onClick={onHide} />
        </Group>
      )}
      <Reading query={parts} failed={t('panel/notLoaded')}>
        {({ CustomerPanel }) => <CustomerPanel chatId={chatId} onHide={onHide} />}
      </Reading>
    </div>
  );
}

interface OverProps {
  chatId: string | undefined;
  isOpen: boolean;
  onHide: () => void;
}

function Over({ chatId, isOpen, onHide }: OverProps) {
  const { t } = useTranslation();
  const parts = useCustomerPanel(isOpen);
  return (
    <LateDialog code={parts} opened={isOpen} onClose={onHide} title={t('panel/title')} failed={t('panel/notLoaded')}>
      {({ CustomerDrawer }) => <CustomerDrawer chatId={chatId} opened={isOpen} onClose={onHide} />}
    </LateDialog>
  );
}
