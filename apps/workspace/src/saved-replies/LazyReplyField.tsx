import { Textarea } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { ReplyFieldProps } from './ReplyField';

const PlainField = ({ names: _, ...props }: ReplyFieldProps) => <Textarea {...props} />;

/** Where it cannot be loaded people can still write. */
const ReplyField = lazy(() =>
  import('./ReplyField').then(
    (m) => ({ default: m.ReplyField }),
    () => ({ default: PlainField }),
  ),
);

/** A `ReplyField`, which is loaded with the first chat; until then a plain one, whose focus it takes over. */
export function LazyReplyField(props: ReplyFieldProps) {
  const [isFocused, setFocused] = useState(false);
  const plain = <PlainField {...props} onFocus={() => setFocused(true)} onBlur={() => setFocused(false)} />;
  return (
    <Suspense fallback={plain}>
      <ReplyField {...props} autoFocus={isFocused} />
    </Suspense>
  );
}
