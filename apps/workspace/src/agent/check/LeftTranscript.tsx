import { useQuery } from '@tanstack/react-query';
import { whileLookedAt } from '../../api/read-again';
import type { LeftMessage } from '../../api/types';
import { TranscriptView } from '../../chat/TranscriptView';
import { transcriptQuery } from '../../chat/use-transcript';
import { customerName } from '../../text/customer-name';
import { useTranscripts } from '../chat-column/transcripts-context';
import classes from './CheckPage.module.css';

/** All that the customer has left. No event tells of what is added, so it is read again while this is open. */
export function LeftTranscript({ message: { chatId, customer } }: { message: LeftMessage }) {
  const query = useQuery({ ...transcriptQuery(useTranscripts(), chatId), ...whileLookedAt });
  return (
    <div className={classes.transcript}>
      <TranscriptView query={query} name={customerName(customer)} isOwn={() => false} />
    </div>
  );
}
