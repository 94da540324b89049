import { useEffect, useState } from 'react';
import { loadedReplyField, loadReplyField, PlainField } from './load-reply-field';
import type { ReplyFieldProps } from './ReplyField';

/**
 * A `ReplyField`, or until that is loaded a plain one. The one takes the other's place only while nobody writes in it: a
 * syllable that is being composed, or the place of the caret, would be lost.
 */
export function LazyReplyField(props: ReplyFieldProps) {
  const [Loaded, setLoaded] = useState(loadedReplyField);
  const [isFocused, setFocused] = useState(false);
  useEffect(() => void loadReplyField().then(() => setLoaded(loadedReplyField)), []);
  if (Loaded && !isFocused) return <Loaded {...props} />;
  return <PlainField {...props} onFocus={() => setFocused(true)} onBlur={() => setFocused(false)} />;
}
