import { Box, Button, Flex, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { useAccount } from '../session/use-session';
import { ConnectionBanner } from '../connection/ConnectionBanner';
import { AccountMenu } from './AccountMenu';
import { useUnread } from './attention/attention-context';
import { UnreadBadge } from './attention/UnreadBadge';
import { useFeed } from './board/board-context';
import { NewsTeller } from './news/NewsTeller';
import { StatusBar } from './status-bar/StatusBar';
import classes from './WorkspaceShell.module.css';

/** Header and status bar around the agent's pages. */
export function WorkspaceShell() {
  const { t } = useTranslation();
  return (
    <Flex direction="column" h="100dvh">
      <Box component="header" className={classes.header}>
        <a className={classes.skip} href="#content">
          {t('nav/skip')}
        </a>
        {/* On a phone with a wide font the account goes below the pages, rather than out of sight. */}
        <Group mih={47} px="sm" justify="space-between" gap="0 var(--mantine-spacing-xs)">
          <Text fw={700} visibleFrom="sm">
            Switchboard
          </Text>
          <Navigation />
          <AccountMenu />
        </Group>
      </Box>
      <Flex component="main" id="content" direction="column" flex={1} mih={0} className={classes.main} tabIndex={-1}>
        <ConnectionBanner state={useFeed().connection} />
        <Outlet />
      </Flex>
      <Box component="footer" mih={{ base: 84, sm: 46 }} className={classes.footer}>
        <StatusBar />
      </Box>
      <NewsTeller />
    </Flex>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { roles } = useAccount();
  const unread = useUnread();
  const pages = [
    { to: '/', words: t('nav/workspace'), badge: <UnreadBadge count={unread} ml={6} /> },
    { to: '/check', words: t('nav/check'), badge: null },
    ...(roles.includes('manager') ? [{ to: '/manager', words: t('nav/manager'), badge: null }] : []),
  ];
  return (
    <Group component="nav" gap={4}>
      {pages.map(({ to, words, badge }) => (
        <Button
          key={to}
          component={NavLink}
          to={to}
          variant="subtle"
          size="compact-md"
          px={{ base: 6, sm: 10 }}
          className={classes.link}
        >
          {words}
          {badge}
        </Button>
      ))}
    </Group>
  );
}
