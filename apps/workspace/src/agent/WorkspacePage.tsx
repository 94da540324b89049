import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttentionView, useUnread } from './attention/attention-context';
import { UnreadBadge } from './attention/UnreadBadge';
import { usePageTitle } from './use-page-title';
import { loadReplyField } from '../saved-replies/load-reply-field';
import { ownOf } from './board/board';
import { useBoard } from './board/board-context';
import { ChatColumns } from './chat-column/ChatColumns';
import { PanelSlot } from './panel/PanelSlot';
import { useWaitingCount } from './waiting-list/use-waiting';
import { WaitingList } from './waiting-list/WaitingList';
import classes from './WorkspacePage.module.css';

/** The waiting list beside the agent's chats, and who their customers are; on a phone one at a time. */
export function WorkspacePage() {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  usePageTitle(t('nav/workspace'));
  useEffect(() => void loadReplyField(), []);
  return isNarrow ? <OneAtATime /> : <SideBySide />;
}

function SideBySide() {
  return (
    <div className={classes.panes}>
      <div className={classes.waiting}>
        <WaitingList />
      </div>
      <ChatColumns />
      <PanelSlot />
    </div>
  );
}

function OneAtATime() {
  const { t } = useTranslation();
  const [shown, setShown] = useState('waiting');
  const unread = useUnread();
  const { wanted } = useAttentionView();
  const { data: isHere } = useBoard((board) => wanted !== undefined && board.chats[wanted]?.state === 'mine');
  if (isHere && shown !== 'chats') setShown('chats');
  const { data: mine } = useBoard((board) => ownOf(board).length);
  const waiting = useWaitingCount()?.all;
  return (
    <>
      <SegmentedControl
        fullWidth
        m="xs"
        value={shown}
        onChange={setShown}
        data={[
          { value: 'waiting', label: `${t('waiting/title')} (${waiting ?? '…'})` },
          { value: 'chats', label: <Chats count={mine} unread={unread} /> },
        ]}
      />
      {shown === 'waiting' ? <WaitingList /> : <ChatColumns />}
      <PanelSlot />
    </>
  );
}

function Chats({ count, unread }: { count: number | undefined; unread: number }) {
  const { t } = useTranslation();
  return (
    <>
      {t('chats/title')} ({count ?? '…'}) <UnreadBadge count={unread} />
    </>
  );
}
