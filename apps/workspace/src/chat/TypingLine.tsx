import { Group, Loader, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './TypingLine.module.css';

const quietMs = 30_000;

/** Under a transcript: that the other side is typing. Its place is kept, so that nothing moves when it comes and goes. */
export function TypingLine({ isTyping, name }: { isTyping: boolean; name: string }) {
  const { t } = useTranslation();
  const words = t('activity/typing', { name });
  return (
    <div className={classes.line}>
      {isTyping && (
        <Group gap={6} wrap="nowrap" aria-hidden data-typing>
          <Loader type="dots" size={18} className={classes.dots} />
          <Text size="xs" c="dimmed" truncate>
            {words}
          </Text>
        </Group>
      )}
      <VisuallyHidden role="status">{useNews(isTyping) && words}</VisuallyHidden>
    </div>
  );
}

/** Who pauses and types on, or types the next message, is no news to those who listen: it is said again after a while only. */
function useNews(isTyping: boolean): boolean {
  const [isNews, setNews] = useState(true);
  useEffect(() => {
    if (isTyping) return () => setNews(false);
    const quiet = setTimeout(() => setNews(true), quietMs);
    return () => clearTimeout(quiet);
  }, [isTyping]);
  return isTyping && isNews;
}
