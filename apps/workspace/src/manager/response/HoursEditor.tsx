import { Button, Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorProps, Response } from './ResponsePage';

type Stretch = Response['hours'][number];

const days = [1, 2, 3, 4, 5, 6, 7];
/** 2024 began on a Monday, as the days of the settings do. */
const nameOf = (day: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
const zones = Intl.supportedValuesOf('timeZone');

/** The hours in which the team answers; none means around the clock. */
export function HoursEditor({ value: { hours, timeZone }, onChange }: EditorProps) {
  const { t, i18n } = useTranslation();
  const change = (at: number, next: Partial<Stretch>): void =>
    onChange({ hours: hours.map((each, i) => (i === at ? { ...each, ...next } : each)) });
  const add = (): void => onChange({ hours: [...hours, { day: nextDay(hours), from: '09:00', to: '18:00' }] });
  const adding = useRef<HTMLButtonElement>(null);
  const remove = (at: number): void => {
    onChange({ hours: hours.filter((_, i) => i !== at) });
    // The button of the last row goes with it; of another row the next one's takes its place.
    if (at === hours.length - 1) adding.current?.focus();
  };
  return (
    <Fieldset legend={t('response/hours')}>
      <Stack gap="xs">
        <Select
          label={t('response/timeZone')}
          searchable
          allowDeselect={false}
          maw={320}
          limit={50}
          value={timeZone}
          data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
          onChange={(zone) => zone && onChange({ timeZone: zone })}
        />
        {hours.length === 0 && <Text size="sm">{t('response/always')}</Text>}
        {hours.map((stretch, i) => (
          <Group key={i} gap="xs" align="flex-end" role="group" aria-label={t('response/hoursRow', { n: i + 1 })}>
            <Select
              aria-label={t('response/day')}
              w={140}
              allowDeselect={false}
              value={String(stretch.day)}
              data={days.map((day) => ({ value: String(day), label: nameOf(day, i18n.language) }))}
              onChange={(day) => change(i, { day: Number(day) })}
            />
            <TextInput
              type="time"
              aria-label={t('response/from')}
              value={stretch.from}
              onChange={(event) => change(i, { from: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              aria-label={t('response/to')}
              value={stretch.to === '24:00' ? '00:00' : stretch.to}
              onChange={(event) => change(i, { to: endOf(event.currentTarget.value) })}
            />
            <Button
              variant="default"
              aria-label={`${t('response/remove')} ${t('response/hoursRow', { n: i + 1 })}`}
              onClick={() => remove(i)}
            >
              {t('response/remove')}
            </Button>
          </Group>
        ))}
        <Group>
          <Button ref={adding} variant="default" size="compact-sm" onClick={add}>
            {t('response/addHours')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** Midnight at the end of a stretch is the end of that day. */
const endOf = (time: string): string => (time === '00:00' ? '24:00' : time);

const nextDay = (hours: readonly Stretch[]): number => days.find((day) => hours.every((each) => each.day !== day)) ?? 1;
