import { CloseButton, Drawer, Group, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { customerName } from '../../text/customer-name';
import { ChatNotes } from './ChatNotes';
import { ChatTags } from './ChatTags';
import { CustomerFacts } from './CustomerFacts';
import { EarlierChats } from './EarlierChats';
import './styles';
import { useChat } from './use-chat';
import { useFocusBack } from './use-focus-back';

export interface CustomerPanelProps {
  /** Undefined while the agent has turned to no chat yet. */
  chatId: string | undefined;
  onHide: () => void;
}

/** Beside the chats: who the customer of one of them is, and what is known of both. */
export function CustomerPanel({ chatId, onHide }: CustomerPanelProps) {
  const { t } = useTranslation();
  return (
    <aside aria-label={t('panel/title')}>
      <Group justify="space-between" wrap="nowrap" px="sm" pt="sm">
        <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
          <Name chatId={chatId} />
        </Title>
        <CloseButton aria-label={t('panel/hide')} onClick={onHide} />
      </Group>
      <Sections chatId={chatId} />
    </aside>
  );
}

export interface CustomerDrawerProps {
  chatId: string | undefined;
  opened: boolean;
  onClose: () => void;
}

/** The same over the chats, where there is no room beside them. */
export function CustomerDrawer({ chatId, opened, onClose }: CustomerDrawerProps) {
  const { t } = useTranslation();
  useFocusBack(opened);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      position="right"
      size="min(24rem, 100vw)"
      padding={0}
      styles={{
        header: { padding: 'var(--mantine-spacing-sm)' },
        title: { overflowWrap: 'anywhere', fontWeight: 700 },
      }}
      title={<Name chatId={chatId} />}
      closeButtonProps={{ 'aria-label': t('panel/hide') }}
    >
      <Sections chatId={chatId} />
    </Drawer>
  );
}

function Name({ chatId }: { chatId: string | undefined }) {
  const { t } = useTranslation();
  const { data: chat } = useChat(chatId);
  return chat?.customer ? <bdi>{customerName(chat.customer)}</bdi> : t('panel/title');
}

function Sections({ chatId }: { chatId: string | undefined }) {
  const { t } = useTranslation();
  const query = useChat(chatId);
  if (chatId === undefined) return <EmptyState>{t('panel/empty')}</EmptyState>;
  return (
    <Reading key={chatId} query={query} failed={t('panel/failed')}>
      {(chat) => (
        <>
          <CustomerFacts chat={chat} />
          <ChatTags chat={chat} />
          <ChatNotes chatId={chatId} />
          {chat.customer && <EarlierChats chatId={chatId} customerId={chat.customer.id} />}
        </>
      )}
    </Reading>
  );
}
