import { Refused } from '@switchboard/client';

const goneCodes = ['CHAT.ALREADY_ASSIGNED', 'CHAT.ALREADY_ENDED', 'CHAT.NOT_FOUND'];

/** Whether the refusal says that the chat is not there any more for who has asked. */
export const isGone = (error: unknown): boolean =>
  error instanceof Refused && goneCodes.some((code) => code === error.problem.code);
