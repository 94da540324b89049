import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A dialog over the page, whose closing button has a name. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation();
  return <Modal centered closeButtonProps={{ 'aria-label': t('app/close') }} {...props} />;
}

/** For a dialog that shows what cannot be shown again: it is not closed by a slip of the hand. */
export const onlyByItsButton = { closeOnEscape: false, closeOnClickOutside: false } as const;
