import { Checkbox, Fieldset, NumberInput, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EditorProps } from './ResponsePage';

const outcomes = ['keep', 'requeue', 'reassign'] as const;

/** When a request becomes a left message, what happens to the chats of an agent who is gone, and when a silent one ends. */
export function RulesEditor({ value, onChange }: EditorProps) {
  const { t } = useTranslation();
  const { leftMessage, graceSeconds, afterGrace, inactivitySeconds, defaultCapacity } = value;
  return (
    <>
      <Fieldset legend={t('response/leftMessage')}>
        <Stack gap="xs">
          <Checkbox
            label={t('response/outsideHours')}
            checked={leftMessage.outsideHours}
            onChange={(e) => onChange({ leftMessage: { ...leftMessage, outsideHours: e.currentTarget.checked } })}
          />
          <Checkbox
            label={t('response/nobodyAvailable')}
            checked={leftMessage.nobodyAvailable}
            onChange={(e) => onChange({ leftMessage: { ...leftMessage, nobodyAvailable: e.currentTarget.checked } })}
          />
        </Stack>
      </Fieldset>
      <Fieldset legend={t('response/lostConnection')}>
        <Stack gap="xs">
          <NumberInput
            label={t('response/grace')}
            maw={220}
            min={0}
            max={86_400}
            value={graceSeconds}
            onChange={(seconds) => typeof seconds === 'number' && onChange({ graceSeconds: seconds })}
          />
          <Radio.Group
            label={t('response/afterGrace')}
            value={afterGrace}
            onChange={(outcome) => onChange({ afterGrace: outcome })}
          >
            <Stack gap={6} mt={6}>
              {outcomes.map((outcome) => (
                <Radio key={outcome} value={outcome} label={t(`response/${outcome}`)} />
              ))}
            </Stack>
          </Radio.Group>
        </Stack>
      </Fieldset>
      <NumberInput
        label={t('response/inactivity')}
        description={t('response/inactivityNever')}
        maw={420}
        min={60}
        max={604_800}
        allowDecimal={false}
        value={inactivitySeconds ?? ''}
        onChange={(seconds) => onChange({ inactivitySeconds: typeof seconds === 'number' ? seconds : null })}
      />
      <NumberInput
        label={t('response/defaultCapacity')}
        maw={420}
        min={0}
        max={1_000}
        value={defaultCapacity}
        onChange={(capacity) => typeof capacity === 'number' && onChange({ defaultCapacity: capacity })}
      />
    </>
  );
}
