import { Textarea } from '@mantine/core';
import type { ComponentType } from 'react';
import type { ReplyFieldProps } from './ReplyField';

/** What people write in until the field with suggestions is there, and where it cannot be loaded. */
export const PlainField = ({ names: _, ...props }: ReplyFieldProps) => <Textarea {...props} />;

let loaded: ComponentType<ReplyFieldProps> | undefined;
let loading: Promise<unknown> | undefined;

/** The field with suggestions, once it was loaded. */
export const loadedReplyField = (): ComponentType<ReplyFieldProps> | undefined => loaded;

/** Loads it once, for every chat. Begun with the board, so that it is there before anybody writes. */
export function loadReplyField(): Promise<unknown> {
  loading ??= import('./ReplyField').then(
    ({ ReplyField }) => (loaded = ReplyField),
    () => (loaded = PlainField),
  );
  return loading;
}
