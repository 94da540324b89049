import { useQuery } from '@tanstack/react-query';
import { transcriptKey, type Transcripts } from './transcripts';

/** What was said in the chat: read when it is first shown, then as it comes. */
export const useTranscript = (transcripts: Transcripts, chatId: string) =>
  useQuery({ queryKey: transcriptKey(chatId), queryFn: () => transcripts.read(chatId), retry: 3 });
