import { Pill, TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { TAG_MAX, TAGS_MAX } from '@switchboard/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { bodyOf } from '../../api/clients';
import type { ChatForAgents } from '../../api/types';
import { intake } from '../../session/session';
import { isTag } from './is-tag';
import { Section } from './Section';
import { tagChange } from './tag-change';
import { useChangeTags } from './use-change-tags';

const suggested = 20;
const suggestAfterMs = 200;

/** The chat's tags: type to add one, with those of the team as suggestions. */
export function ChatTags({ chat: { chatId, tags } }: { chat: ChatForAgents }) {
  const { t } = useTranslation();
  const { say } = useTell();
  const [typed, setTyped] = useState('');
  const { data: suggestions = [] } = useSuggestions(typed.trim());
  const change = useChangeTags(chatId);
  const field = useRef<HTMLInputElement>(null);
  const invalid = t('tags/invalid', { max: TAG_MAX });
  const take = (after: string[]): void => {
    if (tagChange(tags, after).added.every(isTag)) change({ before: tags, after });
    else say(invalid);
  };
  return (
    <Section title={t('tags/title')}>
      <TagsInput
        ref={field}
        px="sm"
        pt={4}
        aria-label={t('tags/add')}
        placeholder={tags.length === 0 ? t('tags/empty') : t('tags/add')}
        value={tags}
        onChange={take}
        // Who only passes by, or goes to look something up, has not added anything.
        acceptValueOnBlur={false}
        error={typed.trim() !== '' && !isTag(typed) && invalid}
        data={suggestions}
        searchValue={typed}
        onSearchChange={setTyped}
        maxTags={TAGS_MAX}
        maxLength={TAG_MAX}
        onMaxTags={() => say(t('problem/CHAT.TOO_MANY_TAGS'))}
        comboboxProps={{ withinPortal: false }}
        renderPill={({ value = '', onRemove }) => (
          <Tag tag={value} onRemove={onRemove} onRemoved={() => field.current?.focus()} />
        )}
      />
    </Section>
  );
}

interface TagProps {
  tag: string;
  onRemove: (() => void) | undefined;
  /** The button that had the focus is gone. */
  onRemoved: () => void;
}

/** A tag whose button the keyboard reaches; Mantine's own way is Backspace, which takes the last one first. */
function Tag({ tag, onRemove, onRemoved }: TagProps) {
  const { t } = useTranslation();
  const remove = (): void => {
    onRemove?.();
    onRemoved();
  };
  const removeButtonProps = { 'aria-hidden': false, tabIndex: 0, 'aria-label': t('tags/remove', { tag }) };
  return (
    <Pill size="lg" withRemoveButton onRemove={remove} removeButtonProps={removeButtonProps}>
      <bdi>{tag}</bdi>
    </Pill>
  );
}

/** Those of the team's tags that begin so. Without an answer there are none: a tag can be typed all the same. */
function useSuggestions(typed: string) {
  const [prefix] = useDebouncedValue(typed, suggestAfterMs);
  return useQuery({
    queryKey: ['tags', prefix],
    queryFn: async () => {
      const query = { prefix, limit: suggested };
      return (await bodyOf(intake.GET('/api/v1/intake/tags', { params: { query } }))).items;
    },
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}
