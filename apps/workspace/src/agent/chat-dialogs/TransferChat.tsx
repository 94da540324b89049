import { Button, Divider, Group, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/Dialog';
import { Reading } from '../../app/Reading';
import { EmptyState } from '../../app/states';
import { useTell } from '../../app/use-tell';
import { bodyOf, everyItem } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { useAttention } from '../attention/attention-context';
import { nameOf } from '../board/board';
import { useFeed } from '../board/board-context';
import type { ChatDialogProps } from './EndChat';
import { wordsOfTransfer } from './words-of-transfer';

const agentsKey = ['agents'] as const;

/** Passes a chat on: to a colleague with a free place, or back to the queue. */
export function TransferChat({ chat, opened, onClose }: ChatDialogProps) {
  const { t } = useTranslation();
  const { fault, warn } = useTell();
  const feed = useFeed();
  const attention = useAttention();
  const client = useQueryClient();
  const [agentId, setAgentId] = useState('');
  const params = { path: { id: chat.id } };
  const onMutate = (): void => attention.leave(chat.id);
  const transfer = useMutation({
    mutationFn: () => {
      const body = { agentId, override: false };
      return feed.answered(chat.id, bodyOf(routing.POST('/api/v1/routing/chats/{id}/transfer', { params, body })));
    },
    onMutate,
    onError: (error) => {
      attention.stay(chat.id);
      const colleagues = client.getQueryData<RoutingAgent[]>(agentsKey);
      warn(wordsOfTransfer(error, colleagues?.find(({ id }) => id === agentId)?.name ?? '…', t));
      setAgentId('');
      void client.invalidateQueries({ queryKey: agentsKey });
    },
  });
  const requeue = useMutation({
    mutationFn: () => feed.answered(chat.id, bodyOf(routing.POST('/api/v1/routing/chats/{id}/requeue', { params }))),
    onMutate,
    onError: (error) => {
      attention.stay(chat.id);
      fault(error);
    },
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={t('transfer/title', { name: nameOf(chat) })}>
      <Colleagues chosen={agentId} onChoose={setAgentId} />
      <Group justify="flex-end" mt="sm">
        <Button disabled={agentId === ''} loading={transfer.isPending} onClick={() => transfer.mutate()}>
          {t('transfer/submit')}
        </Button>
      </Group>
      <Divider my="md" />
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t('transfer/queueHint')}</Text>
        <Button variant="default" loading={requeue.isPending} onClick={() => requeue.mutate()}>
          {t('transfer/queue')}
        </Button>
      </Group>
    </Dialog>
  );
}

const hasPlace = ({ active, connected, activeChats, capacity }: RoutingAgent): boolean =>
  active && connected && activeChats < capacity;

interface ColleaguesProps {
  chosen: string;
  onChoose: (id: string) => void;
}

/** Read whenever the dialog opens: who has a free place changes all the time. */
function Colleagues(props: ColleaguesProps) {
  const { t } = useTranslation();
  const { id } = useAccount();
  const query = useQuery({
    queryKey: agentsKey,
    queryFn: () => everyItem((query) => routing.GET('/api/v1/routing/agents', { params: { query } })),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Reading query={query} failed={t('transfer/to')}>
      {(agents) => <Choice {...props} colleagues={agents.filter((agent) => agent.id !== id && hasPlace(agent))} />}
    </Reading>
  );
}

function Choice({ colleagues, chosen, onChoose }: ColleaguesProps & { colleagues: RoutingAgent[] }) {
  const { t } = useTranslation();
  if (colleagues.length === 0) return <EmptyState>{t('transfer/nobody')}</EmptyState>;
  return (
    <Radio.Group label={t('transfer/to')} value={chosen} onChange={onChoose}>
      <ScrollArea.Autosize mah={260} mt="xs">
        <Stack gap="xs">
          {colleagues.map(({ id, name, activeChats, capacity, availability }) => (
            <Radio
              key={id}
              value={id}
              label={name}
              description={`${t(`status/${availability}`)} · ${t('transfer/free', { active: activeChats, capacity })}`}
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Radio.Group>
  );
}
