import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Agent, useChangeAgent } from './use-agents';

/** How many chats the agent may have at once; empty for the team's default. To be keyed by the capacity that was read. */
export function CapacityField({ agent: { id, name, capacity } }: { agent: Agent }) {
  const { t } = useTranslation();
  const change = useChangeAgent(id);
  const [value, setValue] = useState<number | string>(capacity ?? '');
  return (
    <NumberInput
      aria-label={t('agents/capacityOf', { name })}
      placeholder={t('agents/teamDefault')}
      min={0}
      max={1000}
      w={130}
      value={value}
      onChange={setValue}
      onBlur={(event) => {
        const next = event.currentTarget.value === '' ? null : Number(event.currentTarget.value);
        // What was refused does not stay there as if it were true.
        if (next !== capacity) change({ capacity: next }, { onError: () => setValue(capacity ?? '') });
      }}
    />
  );
}
