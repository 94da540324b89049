import { AppShell, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { useAccount } from '../session/use-session';
import { ConnectionBanner } from '../connection/ConnectionBanner';
import { AccountMenu } from './AccountMenu';
import { useFeed } from './board/board-context';
import { NewsTeller } from './news/NewsTeller';
import { StatusBar } from './status-bar/StatusBar';
import classes from './WorkspaceShell.module.css';

/** Header and status bar around the agent's pages. */
export function WorkspaceShell() {
  const { t } = useTranslation();
  return (
    <AppShell header={{ height: 48 }} footer={{ height: { base: 84, sm: 46 } }}>
      <AppShell.Header>
        <a className={classes.skip} href="#content">
          {t('nav/skip')}
        </a>
        <Group h="100%" px="sm" justify="space-between" wrap="nowrap" gap="xs">
          <Text fw={700} visibleFrom="sm">
            Switchboard
          </Text>
          <Navigation />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Main id="content" className={classes.main} tabIndex={-1}>
        <ConnectionBanner state={useFeed().connection} />
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer>
        <StatusBar />
      </AppShell.Footer>
      <NewsTeller />
    </AppShell>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { roles } = useAccount();
  const pages = [
    { to: '/', words: t('nav/workspace') },
    { to: '/check', words: t('nav/check') },
    ...(roles.includes('manager') ? [{ to: '/manager', words: t('nav/manager') }] : []),
  ];
  return (
    <Group component="nav" gap={4} wrap="nowrap">
      {pages.map(({ to, words }) => (
        <Button key={to} component={NavLink} to={to} variant="subtle" size="compact-md" className={classes.link}>
          {words}
        </Button>
      ))}
    </Group>
  );
}
