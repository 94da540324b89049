import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/Dialog';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { useCode } from '../../app/use-code';
import type { Decision } from '../../api/types';
import { nameOf } from '../board/board';
import { loadWhyWords } from '../why-me/load-why-words';
import { useDecisions } from '../why-me/use-decisions';
import type { ChatDialogProps } from './chat-of-dialog';

/** Why the chat came to this agent: what decided, who came next, and how many could not be picked. */
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
    <Reading query={query} failed={t('why/failed')}>
      {({ items }) => {
        const assigned = items.findLast(({ kind }) => kind === 'assigned');
        if (!assigned) return <EmptyState>{t('why/none')}</EmptyState>;
        return (
          <Stack>
            <Why decision={assigned} all={items} />
            <RunnersUp decision={assigned} />
            <Considered decision={assigned} />
          </Stack>
        );
      }}
    </Reading>
  );
}

/** In the reader's language; for what this page does not know yet, the sentence of the record, which is English. */
function Why({ decision, all }: { decision: Decision; all: readonly Decision[] }) {
  const { t } = useTranslation();
  return (
    <Reading query={useCode('why-words', loadWhyWords)} failed={t('why/failed')}>
      {(whyWords) => {
        const words = whyWords(decision, all, t);
        return words === undefined ? <Text lang="en">{decision.sentence}</Text> : <Text>{words}</Text>;
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
