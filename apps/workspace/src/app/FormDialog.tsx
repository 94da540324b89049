import { Alert, Button, Stack } from '@mantine/core';
import { Refused } from '@switchboard/client';
import type { UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, onlyByItsButton } from './Dialog';
import { Revealed } from './Revealed';
import { wordsOfError } from './words-of-error';

export interface FormDialogProps<T> {
  opened: boolean;
  onClose: () => void;
  /** Called once it is gone from the page, and with it the focus that was in it. */
  onGone?: () => void;
  title: string;
  /** What the button that does it says; the title unless said otherwise. */
  submit?: string;
  /** What is done with the form's values. */
  mutation: Pick<UseMutationResult<T, Error, FormData>, 'data' | 'error' | 'isPending' | 'mutate' | 'reset'>;
  /** What a refusal of such a code means here, where the words for it in general would mislead. */
  explain?: Partial<Record<string, string>>;
  /** Takes the form's place once it is done, for what can be read only then; otherwise the dialog closes. */
  shownOnce?: (made: T) => ReactNode;
  /** The fields, with their names. */
  children: ReactNode;
}

/** Asks for a few values, does something with them, and says what did not work. */
export function FormDialog<T>(o: FormDialogProps<T>) {
  const { t } = useTranslation();
  const { opened, title, submit = title, mutation, shownOnce, children, explain } = o;
  const { data, error, isPending } = mutation;
  const close = (): void => {
    // The answer that is under way may bring what can be read only once.
    if (isPending && shownOnce) return;
    mutation.reset();
    o.onClose();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    mutation.mutate(values, shownOnce ? {} : { onSuccess: close });
  };
  const onExit = o.onGone ? { onExitTransitionEnd: o.onGone } : {};
  const shown = data === undefined ? undefined : shownOnce?.(data);
  return (
    <Dialog opened={opened} onClose={close} {...onExit} {...(shown ? onlyByItsButton : {})} title={title}>
      {shown ? (
        <Revealed>{shown}</Revealed>
      ) : (
        <form onSubmit={onSubmit}>
          <Stack>
            {error && (
              <Alert color="red" role="alert">
                {explain?.[codeOf(error)] ?? wordsOfError(error, t)}
              </Alert>
            )}
            {children}
            <Button type="submit" loading={isPending}>
              {submit}
            </Button>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

const codeOf = (error: Error): string => (error instanceof Refused && error.problem.code) || '';

/** What was written in the field of this name. */
export function textOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}
