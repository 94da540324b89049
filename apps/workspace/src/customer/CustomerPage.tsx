import { Paper } from '@mantine/core';
import { useLocation } from 'react-router';
import { CustomerChat } from './CustomerChat';
import classes from './CustomerPage.module.css';

/**
 * Where a customer asks for an agent and talks with one: `/chat#pk_…`, with a publishable key of the channel. Behind the
 * `#` it reaches no server's log.
 */
export function CustomerPage() {
  const channelKey = useLocation().hash.slice(1);
  return (
    <main className={classes.page}>
      <Paper withBorder className={classes.card}>
        <CustomerChat key={channelKey} channelKey={channelKey} />
      </Paper>
    </main>
  );
}
