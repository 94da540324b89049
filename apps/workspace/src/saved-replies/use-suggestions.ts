import { useState } from 'react';
import { matching, triggerAt } from './suggest';
import { useSavedReplies } from './use-saved-replies';

/** Which saved replies a field suggests for what is being written in it. */
export function useSuggestions(text: string) {
  // Undefined while the field has no focus, or a stretch of text is selected.
  const [caret, setCaret] = useState<number>();
  const [dismissed, setDismissed] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const trigger = caret === undefined ? undefined : triggerAt(text, caret);
  const isAsking = trigger !== undefined && trigger.start !== dismissed;
  const query = useSavedReplies({ enabled: isAsking });
  const found = isAsking ? matching(query.data ?? [], trigger.query) : [];
  // Somebody may well write a word that begins with `/` and is no shortcut.
  const isOpen = isAsking && (!query.data || found.length > 0 || trigger.query === '');
  const index = Math.min(chosen, found.length - 1);
  return {
    query,
    found,
    isOpen,
    index,
    /** The stretch of the text that a reply takes the place of. */
    range: isAsking && caret !== undefined ? { start: trigger.start, end: caret } : undefined,
    move: (by: number) => setChosen((index + by + found.length) % found.length),
    /** Nothing is suggested any more until another `/` is typed. */
    dismiss: () => setDismissed(trigger?.start),
    leave: () => setCaret(undefined),
    /** To be told of what was written and where the caret is. */
    look: (field: HTMLTextAreaElement, isWritten: boolean) => {
      const { selectionStart, selectionEnd, value } = field;
      setCaret(selectionStart === selectionEnd ? selectionStart : undefined);
      if (isWritten) setChosen(0);
      if (triggerAt(value, selectionStart)?.start !== dismissed) setDismissed(undefined);
    },
  };
}

export type Suggestions = ReturnType<typeof useSuggestions>;
