import { useQuery } from '@tanstack/react-query';
import { loadCustomerPanel } from './load-customer-panel';

/**
 * The panel's code, loaded when it is first wanted. It goes by the query cache so that a failure is one of this place, to
 * be shown and tried again: a line may be cut, and after a deployment the file is gone until the page is reloaded.
 */
export const useCustomerPanel = (isWanted: boolean) =>
  useQuery({
    queryKey: ['customer-panel'],
    queryFn: loadCustomerPanel,
    enabled: isWanted,
    gcTime: Infinity,
    // Without a line it says so at once, instead of waiting for one.
    networkMode: 'always',
  });
