import type { Words } from './en';
import type { panelEn } from './panel.en';

export const panelKo: Words<typeof panelEn> = {
  panel: {
    empty: '상담을 선택하거나 대기 목록에서 이름을 누르면 고객 정보가 나타납니다.',
    failed: '고객 정보를 불러올 수 없습니다.',
    more: '더 보기',
  },
  facts: {
    unknown: '아직 문의가 도착하지 않았습니다. 이 상담으로 다시 돌아오면 고객 정보가 나타납니다.',
    id: '고객 ID',
    unproven: '확인되지 않음: 고객이 보는 페이지가 알려 준 값입니다.',
    language: '언어',
    channel: '채널',
    upstream: '다른 시스템',
    page: '페이지',
    asked: '문의 시각',
    waits: '대기 중',
    waited: '대기 시간',
  },
  tags: {
    title: '태그',
    add: '태그 추가',
    empty: '아직 태그가 없습니다. 입력하고 Enter를 누르세요',
    remove: '{{tag}} 태그 지우기',
    invalid: '태그는 {{max}}자 이하의 한 줄이며, 글자나 숫자 또는 기호가 들어 있어야 합니다.',
  },
  notes: {
    title: '메모',
    write: '동료에게 남길 메모',
    placeholder: '팀만 볼 수 있습니다',
    keys: 'Ctrl 또는 Cmd + Enter로 메모를 추가합니다',
    add: '메모 추가',
    empty: '아직 메모가 없습니다. 여기에 남기면 다음 상담원에게 도움이 됩니다.',
    failed: '메모를 불러올 수 없습니다.',
  },
  ending: {
    failed: '상담이 어떻게 종료되었는지 불러올 수 없습니다.',
    by: '{{name}} 님이 상담을 종료했습니다.',
    aManager: '매니저',
    customer: '고객이 나갔습니다.',
    cancelled: '답변하기 전에 고객이 대기를 취소했습니다.',
    inactivity: '오랫동안 대화가 없어 상담이 종료되었습니다.',
    team_removed: '팀이 삭제되어 상담이 종료되었습니다.',
    outside_hours: '영업시간이 아니어서 문의를 부재중 메시지로 받았습니다.',
    nobody_available: '연결되어 상담 가능한 상담원이 없어 문의를 부재중 메시지로 받았습니다.',
  },
  earlier: {
    title: '이전 상담',
    empty: '이 고객의 다른 상담이 없습니다.',
    failed: '이전 상담을 불러올 수 없습니다.',
    waiting: '대기 중',
    in_progress: '진행 중',
    ended: '종료됨',
    cancelled: '대기 취소',
    left_message: '메시지 남김',
  },
};
