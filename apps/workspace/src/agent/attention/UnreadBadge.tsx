import { Badge, type BadgeProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** How many messages were not seen; nothing where all were. */
export function UnreadBadge({ count, ...props }: BadgeProps & { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Badge size="sm" color="red" {...props} aria-label={t('chats/unread', { count })} role="img">
      {count}
    </Badge>
  );
}
