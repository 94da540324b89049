import { Combobox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../app/states';
import classes from './SuggestionList.module.css';
import type { Suggestions } from './use-suggestions';

/** The id of the n-th suggestion of a list. */
export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The saved replies that fit, the chosen one marked; or why there are none. */
export function SuggestionList({ suggestions, listId }: { suggestions: Suggestions; listId: string }) {
  const { t } = useTranslation();
  const { query, found, index } = suggestions;
  const { data, error, refetch } = query;
  if (!data && error) return <ErrorState title={t('replies/failed')} error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (found.length === 0) return <EmptyState>{t('replies/none')}</EmptyState>;
  return (
    <Combobox.Options id={listId} aria-label={t('replies/label')} className={classes.list}>
      {found.map(({ id, shortcut, text }, i) => (
        <Combobox.Option
          key={id}
          id={optionId(listId, i)}
          value={id}
          selected={i === index}
          aria-selected={i === index}
          ref={i === index ? (option) => option?.scrollIntoView({ block: 'nearest' }) : undefined}
        >
          <Text size="sm" fw={600}>
            <bdi>/{shortcut}</bdi>
          </Text>
          <Text size="sm" lineClamp={2} className={classes.text}>
            {text}
          </Text>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
}
