import { Button, Group, ScrollArea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, Route, Routes, useMatch } from 'react-router';
import { usePageTitle } from '../agent/use-page-title';
import { LatePage } from '../app/LatePage';
import { EmptyState } from '../app/states';
import { useAccount } from '../session/use-session';
import './styles';
import { AgentsPage } from './agents/AgentsPage';
import { ChannelsPage } from './channels/ChannelsPage';
import classes from './ManagerPages.module.css';
import { ResponsePage } from './response/ResponsePage';
import { RoutingMethodPage } from './routing-method/RoutingMethodPage';
import { SavedRepliesPage } from './saved-replies/SavedRepliesPage';

const loadLiveBoard = () => import('./live-board/LiveBoardPage').then(({ LiveBoardPage }) => LiveBoardPage);

const pages = ['method', 'board', 'agents', 'channels', 'replies', 'response'] as const;

/** The Team manager: how routing works, who works, and how it goes. Loaded when a manager opens it. */
export function ManagerPages() {
  const { t } = useTranslation();
  const { roles } = useAccount();
  const opened = useMatch('/manager/:page')?.params.page;
  const shown = pages.find((page) => page === opened);
  usePageTitle(shown ? t(`manager/${shown}`) : t('nav/manager'));
  if (!roles.includes('manager')) return <EmptyState>{t('problem/AUTH.FORBIDDEN')}</EmptyState>;
  return (
    <ScrollArea className={classes.pages}>
      <Group component="nav" gap={4} p="xs" aria-label={t('nav/manager')}>
        {pages.map((page) => (
          <Button
            key={page}
            component={NavLink}
            to={`/manager/${page}`}
            variant="subtle"
            size="compact-md"
            className={classes.link}
          >
            {t(`manager/${page}`)}
          </Button>
        ))}
      </Group>
      <Routes>
        <Route index element={<Navigate to="method" replace />} />
        <Route path="method" element={<RoutingMethodPage />} />
        <Route path="board" element={<LatePage name="live-board" load={loadLiveBoard} />} />
        <Route path="agents" element={<AgentsPage />} />
        <Route path="channels" element={<ChannelsPage />} />
        <Route path="replies" element={<SavedRepliesPage />} />
        <Route path="response" element={<ResponsePage />} />
      </Routes>
    </ScrollArea>
  );
}
