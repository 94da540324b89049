import { lazy, Suspense, useEffect } from 'react';
import { LoadingState } from '../../app/states';
import { ownOf } from '../board/board';
import { useBoard } from '../board/board-context';
import { loadCustomerPanel } from './load-customer-panel';
import { usePanel, usePanelView } from './panel-context';
import classes from './PanelSlot.module.css';
import { usePanelKey } from './use-panel-key';
import { useBorrowedFocus } from './use-borrowed-focus';

const CustomerPanel = lazy(() => loadCustomerPanel().then((m) => ({ default: m.CustomerPanel })));
const CustomerDrawer = lazy(() => loadCustomerPanel().then((m) => ({ default: m.CustomerDrawer })));

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
  return <Suspense>{wasAsked && <CustomerDrawer chatId={chatId} opened={isOpen} onClose={panel.hide} />}</Suspense>;
}

interface BesideProps {
  chatId: string | undefined;
  wasAsked: boolean;
  onHide: () => void;
}

function Beside({ chatId, wasAsked, onHide }: BesideProps) {
  const place = useBorrowedFocus<HTMLDivElement>(wasAsked);
  return (
    <div ref={place} tabIndex={-1} className={classes.beside}>
      <Suspense fallback={<LoadingState />}>
        <CustomerPanel chatId={chatId} onHide={onHide} />
      </Suspense>
    </div>
  );
}
