import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { PanelState, type PanelView } from './panel-state';

const Context = createContext<PanelState | undefined>(undefined);

/** The customer panel's state, which stays over a change of page. */
export function PanelProvider({ children }: { children: ReactNode }) {
  const [panel] = useState(() => new PanelState());
  useEffect(() => panel.followWidth(), [panel]);
  return <Context value={panel}>{children}</Context>;
}

export function usePanel(): PanelState {
  const panel = useContext(Context);
  if (!panel) throw new Error('only below PanelProvider');
  return panel;
}

export function usePanelView(): PanelView {
  const panel = usePanel();
  return useSyncExternalStore(panel.listen, panel.get);
}
