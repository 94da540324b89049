import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../app/Confirm';
import { useTell } from '../app/use-tell';
import type { CustomersChat } from '../api/types';
import type { CustomerFeed } from './customer-feed';

export interface LeaveButtonProps {
  chat: CustomersChat;
  feed: CustomerFeed;
  /** It was confirmed. */
  onLeaving: () => void;
}

/** Leaves the chat, once that was confirmed: there is no way back into it. */
export function LeaveButton({ chat, feed, onLeaving }: LeaveButtonProps) {
  const { t } = useTranslation();
  const { fault } = useTell();
  const [isAsking, asking] = useDisclosure();
  const leave = useMutation({
    mutationFn: () => feed.leave(),
    onMutate: onLeaving,
    onSuccess: asking.close,
    onError: fault,
  });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={asking.open}>
        {t('customer/leave')}
      </Button>
      <Confirm
        opened={isAsking}
        onClose={asking.close}
        title={t('customer/leaveTitle')}
        submit={t('customer/leave')}
        pending={leave.isPending}
        onConfirm={() => leave.mutate()}
      >
        <Text size="sm">{t(chat.state === 'waiting' ? 'customer/leaveWaiting' : 'customer/leaveChat')}</Text>
      </Confirm>
    </>
  );
}
