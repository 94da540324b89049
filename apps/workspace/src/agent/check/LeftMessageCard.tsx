import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFocusAgain } from '../../app/use-focus-again';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import type { LeftMessage } from '../../api/types';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { customerName } from '../../text/customer-name';
import { Elapsed } from '../../text/Elapsed';
import { PlainText } from '../../text/PlainText';
import { useFeed } from '../board/board-context';
import { winnerOf } from '../waiting-list/use-claim';
import { CloseMessage } from './CloseMessage';
import { LeftBy } from './LeftBy';
import { LeftTranscript } from './LeftTranscript';

export interface LeftMessageCardProps {
  message: LeftMessage;
  /** Called when the focus comes to the card, or to a dialog of it. */
  onTurn: () => void;
}

/** A left message, whose it is, and what to do with it. */
export function LeftMessageCard({ message, onTurn }: LeftMessageCardProps) {
  const { t } = useTranslation();
  const { customer, text, why, leftAt, agent } = message;
  const { id: me, roles } = useAccount();
  const isMine = agent?.id === me;
  const mayClose = isMine || roles.includes('manager');
  const [isClosing, closing] = useDisclosure();
  const [isOpen, reading] = useDisclosure(isMine);
  const { take, isTaking } = useTake(message, reading.open);
  const takeButton = useFocusAgain(isTaking);
  return (
    <Paper component="li" withBorder p="sm" data-message={message.chatId} onFocus={onTurn}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          <bdi>{customerName(customer)}</bdi>
        </Text>
        <Text size="xs">
          <Elapsed since={leftAt} />
        </Text>
      </Group>
      {isOpen ? <LeftTranscript message={message} /> : <PlainText text={text} />}
      <LeftBy customer={customer} />
      <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={reading.toggle}>
        {t(isOpen ? 'check/less' : 'check/all')}
      </Button>
      <Group mt="xs" justify="space-between">
        <Badge variant="default" tt="none">
          {t(`check/${why}`)}
        </Badge>
        <Group gap="xs">
          {agent && <Text size="sm">{isMine ? t('check/takenByYou') : t('check/takenBy', { name: agent.name })}</Text>}
          {agent === null && roles.includes('agent') && (
            <Button ref={takeButton} size="compact-sm" loading={isTaking} onClick={take}>
              {t('check/take')}
            </Button>
          )}
          {mayClose && (
            <Button data-close size="compact-sm" variant={isMine ? 'filled' : 'default'} onClick={closing.open}>
              {t('check/close')}
            </Button>
          )}
        </Group>
      </Group>
      <CloseMessage message={message} isRead={isOpen} opened={isClosing} onClose={closing.close} />
    </Paper>
  );
}

/** No event tells of a taking: who is second, before the list was read again, learns it here. */
function useTake(message: LeftMessage, onTaken: () => void) {
  const { t } = useTranslation();
  const { say, fault } = useTell();
  const feed = useFeed();
  const { chatId, customer } = message;
  const { mutate, isPending } = useMutation({
    mutationFn: () => bodyOf(routing.POST('/api/v1/routing/messages/{id}/take', { params: { path: { id: chatId } } })),
    onSuccess: (taken) => {
      feed.messageChanged(chatId, taken);
      onTaken();
    },
    onError: (error) => {
      const winner = winnerOf(error);
      if (winner) say(t('check/lost', { winner, name: customerName(customer) }));
      else fault(error);
      void feed.reload();
    },
  });
  return { take: () => mutate(), isTaking: isPending };
}
