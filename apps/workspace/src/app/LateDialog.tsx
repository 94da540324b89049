import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog';
import { Reading } from './Reading';

export interface LateDialogProps<T> {
  /** Its code, which is wanted while the dialog is. */
  code: UseQueryResult<T>;
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What could not be loaded. */
  failed: string;
  /** Draws the dialog by what was loaded. */
  children: (code: T) => ReactNode;
}

/** What lies over the page and is loaded when it is first opened. Until then there is nothing to see, unless that fails. */
export function LateDialog<T>({ code, opened, onClose, title, failed, children }: LateDialogProps<T>) {
  if (code.data !== undefined) return children(code.data);
  const hasFailed = code.errorUpdateCount > 0;
  return (
    <Dialog opened={opened && hasFailed} onClose={onClose} title={title}>
      <Reading query={code} failed={failed}>
        {() => null}
      </Reading>
    </Dialog>
  );
}
