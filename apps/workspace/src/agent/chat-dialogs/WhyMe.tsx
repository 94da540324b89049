import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/Dialog';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import type { Decision } from '../../api/types';
import { nameOf } from '../board/board';
import { useDecisions } from '../why-me/use-decisions';
import type { ChatDialogProps } from './EndChat';

/** Why the chat came to this agent: the sentence of the decision, who came next, and how many could not be picked. */
export function WhyMe({ chat, opened, onClose }: ChatDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('why/title', { name: nameOf(chat) })}>
      <Explanation chatId={chat.id} />
    </Dialog>
  );
}

function Explanation({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const query = useDecisions(chatId);
  return (
    <Reading query={query} failed={t('why/action')}>
      {({ items }) => {
        const assigned = items.findLast(({ kind }) => kind === 'assigned');
        if (!assigned) return <EmptyState>{t('why/none')}</EmptyState>;
        return (
          <Stack>
            <Text>{assigned.sentence}</Text>
            <RunnersUp decision={assigned} />
            <Considered decision={assigned} />
          </Stack>
        );
      }}
    </Reading>
  );
}

function RunnersUp({ decision: { runnersUp = [] } }: { decision: Decision }) {
  const { t } = useTranslation();
  if (runnersUp.length === 0) return null;
  return (
    <Table captionSide="top">
      <Table.Caption>{t('why/next')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('why/agent')}</Table.Th>
          <Table.Th>{t('why/activeChats')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runnersUp.map(({ id, name, activeChats }) => (
          <Table.Tr key={id}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{activeChats}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const kinds = ['free', 'full', 'busy', 'hidden', 'disconnected', 'inactive'] as const;

function Considered({ decision: { considered } }: { decision: Decision }) {
  const { t } = useTranslation();
  if (!considered) return null;
  const counted = kinds.filter((kind) => considered[kind] > 0).map((kind) => `${considered[kind]} ${t(`why/${kind}`)}`);
  return (
    <Text size="sm" c="dimmed">
      {t('why/considered')}: {counted.join(', ')}
    </Text>
  );
}
