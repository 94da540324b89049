import { useTranslation } from 'react-i18next';
import { NoteList } from './NoteList';
import { Section } from './Section';
import { WriteNote } from './WriteNote';

/** What the team notes about a chat, for itself. */
export function ChatNotes({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  return (
    <Section title={t('notes/title')}>
      <WriteNote chatId={chatId} />
      <NoteList chatId={chatId} />
    </Section>
  );
}
