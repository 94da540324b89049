import { NumberInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../app/use-tell';
import { type Agent, useChangeAgent } from './use-agents';

/** How many chats the agent may have at once; empty for the team's default. */
export function CapacityField({ agent: { id, name, capacity } }: { agent: Agent }) {
  const { t } = useTranslation();
  const { say } = useTell();
  const change = useChangeAgent(id);
  // What is typed, until it is saved or refused: what was refused does not stay there as if it were true.
  const [draft, setDraft] = useState<number | string>();
  const [saving, setSaving] = useState<number | null>();
  const save = ({ currentTarget: { value } }: SyntheticEvent<HTMLInputElement>): void => {
    const next = value === '' ? null : Number(value);
    if (next === capacity || next === saving) return;
    setSaving(next);
    const onSettled = (): void => {
      setDraft((now) => (now === draft ? undefined : now));
      setSaving(undefined);
    };
    change({ capacity: next }, { onSuccess: () => say(t('agents/saved')), onSettled });
  };
  return (
    <NumberInput
      aria-label={t('agents/capacityOf', { name })}
      placeholder={t('agents/teamDefault')}
      min={0}
      max={1000}
      w={130}
      value={draft ?? capacity ?? ''}
      onChange={setDraft}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save(event)}
    />
  );
}
