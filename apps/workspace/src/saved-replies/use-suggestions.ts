import { useState } from 'react';
import { isMeant, matching, stepped, triggerAt } from './suggest';
import { useSavedReplies } from './use-saved-replies';

/** Which saved replies a field suggests for what is being written in it. */
export function useSuggestions(text: string) {
  // Undefined while the field has no focus, or a stretch of text is selected.
  const [caret, setCaret] = useState<number>();
  const [dismissed, setDismissed] = useState<number>();
  const [chosen, setChosen] = useState<number>();
  const trigger = caret === undefined ? undefined : triggerAt(text, caret);
  const isAsking = trigger !== undefined && trigger.start !== dismissed;
  const query = useSavedReplies({ enabled: isAsking });
  const found = isAsking ? matching(query.data ?? [], trigger.query) : [];
  // Somebody may well write a word that begins with `/` and is no shortcut.
  const isOpen = isAsking && (!query.data || found.length > 0 || trigger.query === '');
  // What was found by its text alone is offered, but Enter still sends what was written, until an arrow key chooses.
  const first = found[0] && isMeant(found[0], trigger?.query ?? '') ? 0 : -1;
  const index = Math.min(chosen ?? first, found.length - 1);
  return {
    query,
    found,
    isOpen,
    /** While it is not known yet what there is. */
    isReading: isOpen && query.isLoading,
    /** Of the chosen one; -1 where none is. */
    index,
    /** The stretch of the text that a reply takes the place of. */
    range: isAsking && caret !== undefined ? { start: trigger.start, end: caret } : undefined,
    move: (by: 1 | -1) => setChosen(stepped(index, by, found.length)),
    /** Nothing is suggested any more until another `/` is typed. */
    dismiss: () => setDismissed(trigger?.start),
    leave: () => setCaret(undefined),
    /** To be told of what was written and where the caret is. */
    look: (field: HTMLTextAreaElement, isWritten: boolean) => {
      const { selectionStart, selectionEnd, value } = field;
      setCaret(selectionStart === selectionEnd ? selectionStart : undefined);
      if (isWritten) setChosen(undefined);
      if (triggerAt(value, selectionStart)?.start !== dismissed) setDismissed(undefined);
    },
  };
}

export type Suggestions = ReturnType<typeof useSuggestions>;
