import { useSyncExternalStore } from 'react';
import type { Account } from '../api/types';
import { onSessionChange, sessionState } from './session';

/** Who is signed in, and if nobody, why. */
export const useSession = () => useSyncExternalStore(onSessionChange, sessionState);

/** The account of who is signed in; for what stands behind the sign-in page. */
export function useAccount(): Account {
  const { session } = useSession();
  if (!session) throw new Error('nobody is signed in');
  return session.account;
}
