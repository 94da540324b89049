import { useQuery } from '@tanstack/react-query';
import { transcriptKey, type Transcripts } from './transcripts';

/**
 * What was said in the chat: read when it is first shown, then as it comes.
 * @param refetchOnMount `always` where nothing tells of what comes
 */
export const useTranscript = (transcripts: Transcripts, chatId: string, refetchOnMount: true | 'always' = true) =>
  useQuery({
    queryKey: transcriptKey(chatId),
    queryFn: () => transcripts.read(chatId),
    retry: 3,
    refetchOnMount,
  });
