/** What customers read, in English; loaded with their page. */
export const customerEn = {
  customer: {
    title: 'Talk with us',
    team: 'the team',
    name: 'Your name (optional)',
    question: 'How can we help?',
    ask: 'Ask for an agent',
    unanswered:
      'It is not known whether your request has arrived. Ask again to find out: it counts once, and you can add to it then.',
    noChannel: 'This link is incomplete: the key of the channel is missing behind the #.',
    failed: 'The chat cannot be read.',
    waiting: 'You are in the waiting list.',
    place: 'You have place {{position}} in the waiting list.',
    soon: 'It should take less than a minute.',
    about: 'It should take about {{minutes}} min.',
    with: 'You talk with {{name}}.',
    left: 'Nobody can answer right now. Your message was kept. You may add to it, such as how we can reach you.',
    leftAnswered: 'Your message was dealt with.',
    endedBy_customer: 'You have left the chat.',
    endedBy_team: 'The chat has ended. Thank you.',
    endedBy_inactivity: 'The chat has ended, because nobody wrote for a while.',
    cancelled: 'You have left the waiting list.',
    leave: 'Leave',
    leaveTitle: 'Leave?',
    leaveWaiting: 'You lose your place in the waiting list.',
    leaveChat: 'The chat ends. To go on you would ask again.',
    again: 'Ask again',
    goneEnded: 'Your last chat has ended and cannot be read here any more. Ask again if there is more.',
    goneAnswered:
      'The message that you left was dealt with and cannot be read here any more. Ask again if there is more.',
    goneLost: 'Your last chat cannot be opened here any more. Ask again, and say what it was about.',
  },
} as const;
