import { Button, Group, List, Paper, Radio, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import { type Team, useTeam } from '../use-team';
import { SwitchMethod } from './SwitchMethod';

const methods = ['manual', 'automatic'] as const;
type Method = (typeof methods)[number];
const situations = { manual: [1, 2, 3, 4], automatic: [1, 2, 3] } as const;
const strategies = ['least-assigned', 'round-robin'] as const;

/** Team manager > Operation > Customer response > Agent routing method: chosen by reading what each suits. */
export function RoutingMethodPage() {
  const { t } = useTranslation();
  return (
    <Reading query={useTeam()} failed={t('method/failed')}>
      {(team) => <Choice team={team} />}
    </Reading>
  );
}

function Choice({ team }: { team: Team }) {
  const { t } = useTranslation();
  // Only what is chosen here, so that it stands over whatever is read meanwhile.
  const [draft, setDraft] = useState<Partial<Pick<Team, 'method' | 'strategy'>>>({});
  const { method, strategy } = { ...team, ...draft };
  const [isSwitching, setSwitching] = useState(false);
  const isChanged = method !== team.method || strategy !== team.strategy;
  return (
    <Stack p="sm" maw={960}>
      <Text size="sm">{t('method/path')}</Text>
      <Title order={1} size="h3">
        {t('method/title')}
      </Title>
      <Radio.Group
        value={method}
        onChange={(chosen) => setDraft((now) => ({ ...now, method: chosen }))}
        aria-label={t('method/title')}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {methods.map((each) => (
            <MethodCard key={each} method={each} isCurrent={each === team.method} />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <Select
        label={t('method/strategy')}
        description={t('method/strategyHint')}
        maw={420}
        allowDeselect={false}
        disabled={method === 'manual'}
        value={strategy}
        onChange={(chosen) => chosen && setDraft((now) => ({ ...now, strategy: chosen }))}
        data={strategies.map((value) => ({ value, label: t(`method/${value}`) }))}
      />
      <Group>
        <Button disabled={!isChanged} onClick={() => setSwitching(true)}>
          {t('method/save')}
        </Button>
      </Group>
      <SwitchMethod
        team={team}
        method={method}
        strategy={strategy}
        opened={isSwitching}
        onClose={() => setSwitching(false)}
      />
    </Stack>
  );
}

/** One of the two methods, how it works and whom it suits (product.md). */
function MethodCard({ method, isCurrent }: { method: Method; isCurrent: boolean }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" component="label">
      <Stack gap="xs">
        <Radio
          value={method}
          label={<b>{t(`method/${method}`)}</b>}
          description={isCurrent ? t('method/current') : ' '}
        />
        <Text size="sm">{t(`method/${method}How`)}</Text>
        <Text size="sm" fw={600}>
          {t('method/suits')}
        </Text>
        <List size="sm">
          {situations[method].map((n) => (
            <List.Item key={n}>{t(`method/${method}${n}` as 'method/manual1')}</List.Item>
          ))}
        </List>
      </Stack>
    </Paper>
  );
}
