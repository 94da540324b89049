import { useDocumentTitle } from '@mantine/hooks';

/**
 * Names the page in the browser's tab, and to whoever hears it read when it opens.
 * @param unread messages that wait to be seen; none are not counted
 */
export const useTitle = (page: string, unread = 0): void =>
  useDocumentTitle(`${unread > 0 ? `(${unread}) ` : ''}${page} · Switchboard`);
