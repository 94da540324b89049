import type { LeftMessage } from '../../api/types';
import { TranscriptView } from '../../chat/TranscriptView';
import { useTranscript } from '../../chat/use-transcript';
import { customerName } from '../../text/customer-name';
import { useTranscripts } from '../chat-column/transcripts-context';
import classes from './CheckPage.module.css';

/** All that the customer has left. No event tells of what is added, so it is read whenever this is opened. */
export function LeftTranscript({ message: { chatId, customer } }: { message: LeftMessage }) {
  const transcripts = useTranscripts();
  const query = useTranscript(transcripts, chatId, 'always');
  return (
    <div className={classes.transcript}>
      <TranscriptView query={query} name={customerName(customer)} isOwn={() => false} />
    </div>
  );
}
