import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';

export interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What the button that does it says. */
  submit: string;
  pending?: boolean;
  onConfirm: () => void;
  /** What would come of it. */
  children: ReactNode;
}

/** Asks before something is done that one press cannot take back. */
export function Confirm({ opened, onClose, title, submit, pending, onConfirm, children }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {children}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('app/cancel')}
        </Button>
        <Button loading={pending} onClick={onConfirm}>
          {submit}
        </Button>
      </Group>
    </Dialog>
  );
}
