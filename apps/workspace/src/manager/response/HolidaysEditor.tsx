import { Button, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorProps, Response } from './ResponsePage';
import { today } from './today';

type Holiday = Response['holidays'][number];

/** Days on which the team does not answer, whatever the hours say. */
export function HolidaysEditor({ value: { holidays, timeZone }, onChange }: EditorProps) {
  const { t } = useTranslation();
  const change = (at: number, next: Partial<Holiday>): void =>
    onChange({ holidays: holidays.map((each, i) => (i === at ? { ...each, ...next } : each)) });
  const add = (): void => onChange({ holidays: [...holidays, { date: today(timeZone) }] });
  const adding = useRef<HTMLButtonElement>(null);
  const remove = (at: number): void => {
    onChange({ holidays: holidays.filter((_, i) => i !== at) });
    // The button of the last row goes with it; of another row the next one's takes its place.
    if (at === holidays.length - 1) adding.current?.focus();
  };
  return (
    <Fieldset legend={t('response/holidays')}>
      <Stack gap="xs">
        {holidays.map((holiday, i) => (
          <Group key={i} gap="xs" role="group" aria-label={t('response/holidayRow', { n: i + 1 })}>
            <TextInput
              type="date"
              aria-label={t('response/date')}
              value={holiday.date}
              onChange={(event) => change(i, { date: event.currentTarget.value })}
            />
            <TextInput
              aria-label={t('response/holidayName')}
              placeholder={t('response/holidayName')}
              value={holiday.name ?? ''}
              maxLength={200}
              onChange={(event) => change(i, { name: event.currentTarget.value })}
            />
            <Button
              variant="default"
              aria-label={`${t('response/remove')} ${t('response/holidayRow', { n: i + 1 })}`}
              onClick={() => remove(i)}
            >
              {t('response/remove')}
            </Button>
          </Group>
        ))}
        <Group>
          <Button ref={adding} variant="default" size="compact-sm" onClick={add}>
            {t('response/addHoliday')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
