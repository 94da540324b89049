import { Route, Routes } from 'react-router';
import { WorkspaceFrame } from '../agent/WorkspaceFrame';
import { WorkspacePage } from '../agent/WorkspacePage';
import { loadCustomer } from '../customer/load-customer';
import { loadManager } from '../manager/load-manager';
import { LatePage } from './LatePage';
import { UnknownPage } from './UnknownPage';

const loadCheck = () => import('../agent/check/CheckPage').then(({ CheckPage }) => CheckPage);
const loadInvite = () => import('../invite/InvitePage').then(({ InvitePage }) => InvitePage);

/** The Workspace comes with the first load; what else there is is loaded when it is opened. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<WorkspaceFrame />}>
        <Route index element={<WorkspacePage />} />
        <Route path="manager/*" element={<LatePage name="manager" load={loadManager} />} />
        <Route path="check" element={<LatePage name="check" load={loadCheck} />} />
      </Route>
      <Route path="invite" element={<LatePage name="invite" load={loadInvite} />} />
      <Route path="chat" element={<LatePage name="customer" load={loadCustomer} />} />
      <Route path="*" element={<UnknownPage />} />
    </Routes>
  );
}
