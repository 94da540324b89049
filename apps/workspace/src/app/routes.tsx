import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { CheckPage } from '../agent/check/CheckPage';
import { WorkspaceFrame } from '../agent/WorkspaceFrame';
import { WorkspacePage } from '../agent/WorkspacePage';
import { loadManager } from '../manager/load-manager';
import { LoadingState } from './states';
import { UnknownPage } from './UnknownPage';

const CustomerPage = lazy(() => import('../customer/CustomerPage').then((m) => ({ default: m.CustomerPage })));
const InvitePage = lazy(() => import('../invite/InvitePage').then((m) => ({ default: m.InvitePage })));
const ManagerPages = lazy(loadManager);

/** The agent's pages come with the first load; what others need is loaded when it is opened. */
export function AppRoutes() {
  return (
    <Suspense fallback={<LoadingState />}>
      <Routes>
        <Route element={<WorkspaceFrame />}>
          <Route index element={<WorkspacePage />} />
          <Route path="manager/*" element={<ManagerPages />} />
          <Route path="check" element={<CheckPage />} />
        </Route>
        <Route path="invite" element={<InvitePage />} />
        <Route path="chat" element={<CustomerPage />} />
        <Route path="*" element={<UnknownPage />} />
      </Routes>
    </Suspense>
  );
}
