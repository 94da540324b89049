import { Route, Routes } from 'react-router';
import { CheckPage } from '../agent/check/CheckPage';
import { WorkspaceFrame } from '../agent/WorkspaceFrame';
import { WorkspacePage } from '../agent/WorkspacePage';
import { loadManager } from '../manager/load-manager';
import { LatePage } from './LatePage';
import { UnknownPage } from './UnknownPage';

const loadCustomer = () => import('../customer/CustomerPage').then(({ CustomerPage }) => CustomerPage);
const loadInvite = () => import('../invite/InvitePage').then(({ InvitePage }) => InvitePage);

/** The agent's pages come with the first load; what others need is loaded when it is opened. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<WorkspaceFrame />}>
        <Route index element={<WorkspacePage />} />
        <Route path="manager/*" element={<LatePage name="manager" load={loadManager} />} />
        <Route path="check" element={<CheckPage />} />
      </Route>
      <Route path="invite" element={<LatePage name="invite" load={loadInvite} />} />
      <Route path="chat" element={<LatePage name="customer" load={loadCustomer} />} />
      <Route path="*" element={<UnknownPage />} />
    </Routes>
  );
}
