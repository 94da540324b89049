import type { Words } from './en';
import type { whyEn } from './why.en';

export const whyKo: Words<typeof whyEn> = {
  why: {
    'only-one': '상담 가능하고 여유가 있는 상담원이 {{name}} 님뿐이었습니다 ({{active}} / {{capacity}}).',
    'fewest-chats':
      '{{name}} 님의 상담이 {{active}}건으로 가장 적었습니다. 다음은 {{nextActive}}건인 {{next}} 님이었습니다.',
    equal: '{{name}} 님과 {{next}} 님의 상담이 {{active}}건으로 같았습니다.',
    turns: '차례대로 배정하는 팀입니다.',
    'never-had-one': '{{name}} 님은 아직 배정받은 상담이 없었습니다.',
    'oldest-last-chat': '{{name}} 님의 마지막 배정이 {{next}} 님보다 오래되었습니다.',
    'agent-id': '{{name}} 님과 {{next}} 님 모두 배정받은 적이 없어 상담원 ID 순서로 정해졌습니다.',
    claimed: '{{name}} 님이 배정을 눌렀습니다.',
    given: '{{by}} 님이 {{name}} 님에게 배정했습니다.',
    transferred: '{{by}} 님이 {{name}} 님에게 상담을 넘겼습니다.',
    aManager: '매니저',
    override: '최대 상담 수({{capacity}}건)를 넘겨 배정했습니다.',
    lost: '{{name}} 님의 연결이 끊긴 뒤 제때 돌아오지 않았습니다.',
    gaveUp: '상담을 포기한 {{name}} 님은 제외되었습니다.',
  },
};
