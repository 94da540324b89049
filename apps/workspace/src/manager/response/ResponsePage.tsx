import { Button, Group, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { useTell } from '../../app/use-tell';
import { type Team, useChangeTeam, useTeam } from '../use-team';
import { HolidaysEditor } from './HolidaysEditor';
import { HoursEditor } from './HoursEditor';
import { RulesEditor } from './RulesEditor';

/** What this page changes of the team's settings. */
export type Response = Pick<
  Team,
  | 'timeZone'
  | 'hours'
  | 'holidays'
  | 'leftMessage'
  | 'graceSeconds'
  | 'afterGrace'
  | 'inactivitySeconds'
  | 'defaultCapacity'
>;

export interface EditorProps {
  value: Response;
  onChange: (change: Partial<Response>) => void;
}

/** When the team answers, what becomes of requests otherwise, and of chats whose agent is gone. */
export function ResponsePage() {
  const { t } = useTranslation();
  return (
    <Reading query={useTeam()} failed={t('method/failed')}>
      {(team) => <ResponseForm team={team} />}
    </Reading>
  );
}

function ResponseForm({ team }: { team: Team }) {
  const { t } = useTranslation();
  const { say, fault } = useTell();
  // Only what is changed here, so that it stands over whatever is read meanwhile, until it is saved.
  const [draft, setDraft] = useState<Partial<Response>>({});
  const value: Response = { ...team, ...draft };
  const save = useChangeTeam(team);
  const onChange = (change: Partial<Response>): void => setDraft((now) => ({ ...now, ...change }));
  const onSaved = (): void => {
    setDraft((now) => (now === draft ? {} : now));
    say(t('response/saved'));
  };
  const onSave = (): void => save.mutate(draft, { onSuccess: onSaved, onError: fault });
  return (
    <Stack p="sm" maw={720}>
      <Title order={1} size="h3">
        {t('manager/response')}
      </Title>
      <HoursEditor value={value} onChange={onChange} />
      <HolidaysEditor value={value} onChange={onChange} />
      <RulesEditor value={value} onChange={onChange} />
      <Group>
        <Button loading={save.isPending} onClick={onSave}>
          {t('response/save')}
        </Button>
      </Group>
    </Stack>
  );
}
