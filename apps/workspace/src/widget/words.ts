const en = {
  language: 'en',
  open: 'Chat with us',
  close: 'Close the chat',
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  loading: 'Loading …',
  unavailable: 'The chat could not be opened.',
  again: 'Try again',
};

const ko: Words = {
  language: 'ko',
  open: '상담하기',
  close: '상담 창 닫기',
  unread: (count) => `새 메시지 ${count}개`,
  loading: '불러오는 중 …',
  unavailable: '상담 창을 열지 못했습니다.',
  again: '다시 시도',
};

export type Words = typeof en;

/** The widget's own words, in the language of the page around it as far as it is ours. */
export const wordsFor = (language: string): Words => (/^ko\b/i.test(language) ? ko : en);
