import type { customerEn } from './customer.en';
import type { Words } from './en';

export const customerKo: Words<typeof customerEn> = {
  customer: {
    title: '상담하기',
    team: '상담팀',
    name: '이름 (선택)',
    question: '무엇을 도와드릴까요?',
    questionMissing: '문의하실 내용을 여기에 적어 주세요.',
    ask: '상담 요청',
    unanswered:
      '요청이 접수되었는지 알 수 없습니다. 다시 눌러 확인해 주세요. 한 번만 접수되며, 그 뒤에 내용을 더 적을 수 있습니다.',
    noChannel: '올바르지 않은 링크입니다. # 뒤에 채널 키가 없습니다.',
    failed: '상담을 불러올 수 없습니다.',
    waiting: '대기 중입니다.',
    place: '대기 순서는 {{position}}번째입니다.',
    soon: '예상 대기 시간은 1분 이내입니다.',
    about: '예상 대기 시간은 약 {{minutes}}분입니다.',
    with: '{{name}} 님과 상담 중입니다.',
    left: '지금은 답변해 드릴 수 없습니다. 남겨 주신 메시지를 보관했으며, 연락받으실 방법 등 내용을 더 적으실 수 있습니다.',
    leftAnswered: '남겨 주신 메시지가 처리되었습니다.',
    endedBy_customer: '상담에서 나가셨습니다.',
    endedBy_team: '상담이 종료되었습니다. 감사합니다.',
    endedBy_inactivity: '한동안 대화가 없어 상담이 종료되었습니다.',
    cancelled: '대기를 취소하셨습니다.',
    leave: '나가기',
    leaveTitle: '나가시겠어요?',
    leaveWaiting: '나가면 대기 순서를 잃습니다.',
    leaveChat: '나가면 상담이 종료됩니다. 계속하려면 다시 요청해야 합니다.',
    again: '다시 요청',
    goneEnded: '지난 상담은 종료되어 더 이상 볼 수 없습니다. 더 문의하실 내용이 있으면 다시 요청해 주세요.',
    goneAnswered: '남겨 주신 메시지는 처리되어 더 이상 볼 수 없습니다. 더 문의하실 내용이 있으면 다시 요청해 주세요.',
    goneLost: '지난 상담을 더 이상 열 수 없습니다. 문의하셨던 내용을 적어 다시 요청해 주세요.',
  },
};
