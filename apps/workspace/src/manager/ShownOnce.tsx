import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A secret that can be read only now. Where the address is not secure, browsers let nothing copy it but its reader. */
export function ShownOnce({ label, secret }: { label: string; secret: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text size="sm">{label}</Text>
      <Group gap="xs" wrap="nowrap">
        <Code fz="sm" style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
          {secret}
        </Code>
        {'clipboard' in navigator && (
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" flex="none" onClick={copy}>
                {copied ? t('agents/copied') : t('agents/copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
    </Stack>
  );
}
