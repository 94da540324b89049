import { queryOptions, useQuery } from '@tanstack/react-query';
import { transcriptKey, type Transcripts } from './transcripts';

/** What was said in the chat: read when it is first wanted, then as it comes. */
export const transcriptQuery = (transcripts: Transcripts, chatId: string) =>
  queryOptions({ queryKey: transcriptKey(chatId), queryFn: () => transcripts.read(chatId), retry: 3 });

/** @param refetchOnMount `always` where nothing tells of what comes */
export const useTranscript = (transcripts: Transcripts, chatId: string, refetchOnMount: true | 'always' = true) =>
  useQuery({ ...transcriptQuery(transcripts, chatId), refetchOnMount });
