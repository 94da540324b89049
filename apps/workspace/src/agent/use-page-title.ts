import { useTitle } from '../app/use-title';
import { useUnread } from './attention/attention-context';

/** Names one of the agent's pages, with how much the agent has not seen. */
export const usePageTitle = (page: string): void => useTitle(page, useUnread());
