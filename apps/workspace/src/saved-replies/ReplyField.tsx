import { Combobox, Textarea, type TextareaProps, useCombobox, VisuallyHidden } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../chat/is-composing';
import { optionId, SuggestionList } from './SuggestionList';
import { filled, type Names } from './suggest';
import { useSuggestions } from './use-suggestions';

export interface ReplyFieldProps extends TextareaProps {
  value: string;
  /** Put in the place of `{customer}` and `{agent}`. */
  names: Names;
}

/**
 * A field in which `/` at the beginning of a word suggests the team's saved replies. While they are shown, the keys that
 * choose among them are theirs. A text field cannot be announced as expanded, so that replies were found is said.
 */
export function ReplyField({ names, onChange, onKeyDown, ...props }: ReplyFieldProps) {
  const { t } = useTranslation();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const suggestions = useSuggestions(props.value);
  const { found, isOpen, isReading, index, range, look } = suggestions;
  const store = useCombobox({ opened: isOpen });
  const hasOptions = isOpen && found.length > 0;
  const hasChoice = hasOptions && index >= 0;
  const insert = (text: string | undefined): void => {
    if (!field.current || !range || text === undefined) return;
    field.current.setRangeText(filled(text, names), range.start, range.end, 'end');
    // Tells React, as typing does.
    field.current.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const choose = (): void => insert(found[index]?.text);
  const keys: Record<string, (() => void) | undefined> = {
    Escape: suggestions.dismiss,
    // Where nothing can be chosen Enter sends; but nobody sends because the list was slower than they.
    ...((hasChoice || isReading) && { Enter: choose }),
    ...(hasChoice && { Tab: choose }),
    ...(hasOptions && {
      ArrowDown: () => suggestions.move(1),
      ArrowUp: () => suggestions.move(-1),
    }),
  };
  return (
    <Combobox
      store={store}
      keepMounted={false}
      position="top-start"
      onOptionSubmit={(id) => insert(found.find((reply) => reply.id === id)?.text)}
    >
      <Combobox.Target withKeyboardNavigation={false} withAriaAttributes={false}>
        <Textarea
          {...props}
          ref={field}
          title={t('replies/hint')}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={hasOptions ? listId : undefined}
          aria-activedescendant={hasChoice ? optionId(listId, index) : undefined}
          onChange={(event) => {
            onChange?.(event);
            look(event.currentTarget, true);
          }}
          onSelect={(event) => look(event.currentTarget, false)}
          onBlur={suggestions.leave}
          onKeyDown={(event) => {
            const act = isOpen && !event.shiftKey && !isComposing(event.nativeEvent) ? keys[event.key] : undefined;
            if (!act) return onKeyDown?.(event);
            event.preventDefault();
            act();
          }}
        />
      </Combobox.Target>
      <VisuallyHidden role="status">
        {hasOptions && t(hasChoice ? 'replies/found' : 'replies/offered', { count: found.length })}
      </VisuallyHidden>
      {/* Pressing what is in it leaves the focus, and with that the list, where they are. */}
      <Combobox.Dropdown onMouseDown={(event) => event.preventDefault()}>
        <SuggestionList suggestions={suggestions} listId={listId} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
