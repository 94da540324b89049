import { useTranslation } from 'react-i18next';
import type { ChatForAgents } from '../../api/types';
import { TranscriptView } from '../../chat/TranscriptView';
import { useTranscript } from '../../chat/use-transcript';
import { useAccount } from '../../session/use-session';
import { customerName } from '../../text/customer-name';
import { dateAndTime } from '../../text/date-and-time';
import { useTranscripts } from '../chat-column/transcripts-context';
import classes from './EarlierChat.module.css';
import { NoteList } from './NoteList';

/** What was said in another chat of the customer, and what was noted about it. It is another's, so it is read anew. */
export function EarlierChat({ chat }: { chat: ChatForAgents }) {
  const { t, i18n } = useTranslation();
  const me = useAccount().id;
  const query = useTranscript(useTranscripts(), chat.chatId, 'always');
  const at = chat.requestedAt ?? chat.enqueuedAt;
  const name = `${customerName(chat.customer)}${at ? `, ${dateAndTime(at, i18n.language)}` : ''}`;
  return (
    <>
      <div className={classes.transcript}>
        <TranscriptView query={query} name={name} isOwn={({ author }) => author.kind === 'agent' && author.id === me} />
      </div>
      {chat.noteCount > 0 && (
        <section aria-label={t('notes/title')}>
          <NoteList chatId={chat.chatId} />
        </section>
      )}
    </>
  );
}
