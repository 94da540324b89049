/** Why a chat was assigned, in English; loaded when somebody asks. */
export const whyEn = {
  why: {
    'only-one': '{{name}} was the only available agent with a free place ({{active}} of {{capacity}}).',
    'fewest-chats': '{{name}} had the fewest chats ({{active}}); {{next}} came next with {{nextActive}}.',
    equal: 'Nobody had fewer chats than {{name}} and {{next}} ({{active}} each).',
    turns: 'The team takes turns.',
    'never-had-one': '{{name}} had never been given one.',
    'oldest-last-chat': 'The last one given to {{name}} was longer ago than the last one of {{next}}.',
    'agent-id': 'Neither {{name}} nor {{next}} had ever been given one; the agent id decides.',
    claimed: '{{name}} pressed Assign.',
    given: '{{by}} gave the chat to {{name}}.',
    transferred: '{{by}} transferred the chat to {{name}}.',
    aManager: 'A manager',
    override: 'The limit of {{capacity}} was passed on purpose.',
    lost: '{{name}} lost the connection and did not come back in time.',
    gaveUp: '{{name}} gave the chat up and does not get it again.',
  },
} as const;
