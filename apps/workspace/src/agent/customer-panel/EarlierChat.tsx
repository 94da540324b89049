import { Box, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Reading } from '../../app/Reading';
import type { ChatForAgents, Decision } from '../../api/types';
import { TranscriptView } from '../../chat/TranscriptView';
import { useTranscript } from '../../chat/use-transcript';
import { useAccount } from '../../session/use-session';
import { customerName } from '../../text/customer-name';
import { dateAndTime } from '../../text/date-and-time';
import { PlainText } from '../../text/PlainText';
import { useTranscripts } from '../chat-column/transcripts-context';
import { useDecisions } from '../why-me/use-decisions';
import classes from './EarlierChat.module.css';
import { endingWords } from './ending-words';
import { NoteList } from './NoteList';

/** What was said in another chat of the customer, how it ended, and what was noted about it. It is another's, so it is read anew. */
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
      <Ending chatId={chat.chatId} />
      {chat.noteCount > 0 && (
        <section aria-label={t('notes/title')}>
          <NoteList chatId={chat.chatId} />
        </section>
      )}
    </>
  );
}

/** How it ended and why, with the session note of who ended it. */
function Ending({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const query = useDecisions(chatId);
  return (
    <Reading query={query} failed={t('ending/failed')}>
      {({ items }) => {
        const ended = items.findLast(({ kind }) => kind === 'ended');
        return ended && <EndingText ended={ended} all={items} />;
      }}
    </Reading>
  );
}

/** In the reader's language; for what this page does not know yet, the sentence of the record, which is English. */
function EndingText({ ended, all }: { ended: Decision; all: readonly Decision[] }) {
  const { t } = useTranslation();
  const words = endingWords(ended, all, t);
  return (
    <Box px="sm" pt="xs">
      <Text size="sm" c="dimmed" {...(words ? {} : { lang: 'en' })}>
        {words?.sentence ?? ended.sentence}
      </Text>
      {words?.note !== undefined && <PlainText text={words.note} />}
    </Box>
  );
}
