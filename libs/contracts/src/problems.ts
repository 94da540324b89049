export interface ProblemDeclaration {
  status: number;
  title: string;
}

/**
 * Every error of the HTTP surface (RFC 9457). A code is public and never reused for another meaning; the title is the same
 * for every occurrence, what is particular stands in `detail`. `docs/api/problems.md` is generated from this.
 */
export const problems = {
  // Requests as such
  'REQUEST.INVALID': { status: 400, title: 'The request is not valid' },
  'REQUEST.NOT_JSON': { status: 400, title: 'The body is not JSON' },
  'REQUEST.INVALID_CURSOR': { status: 400, title: 'The cursor is not one that this list gave' },
  'REQUEST.NOT_FOUND': { status: 404, title: 'There is nothing at this address' },
  'REQUEST.TIMEOUT': { status: 408, title: 'The request did not arrive in time' },
  'REQUEST.VERSION_MISSING': { status: 428, title: 'The version that was read is needed, as `version` or If-Match' },
  'REQUEST.TOO_LARGE': { status: 413, title: 'The body is too large' },
  'REQUEST.UNSUPPORTED_MEDIA_TYPE': { status: 415, title: 'The body must be JSON' },
  'REQUEST.TOO_MANY': { status: 429, title: 'Too many requests' },
  'SERVER.INTERNAL': { status: 500, title: 'Something went wrong here' },
  'SERVER.UNAVAILABLE': { status: 503, title: 'The service cannot answer at the moment' },

  // Credentials
  'AUTH.MISSING_TOKEN': { status: 401, title: 'A bearer token is needed' },
  'AUTH.INVALID_TOKEN': { status: 401, title: 'The token is not valid' },
  'AUTH.EXPIRED_TOKEN': { status: 401, title: 'The token has expired' },
  'AUTH.INVALID_CREDENTIALS': { status: 401, title: 'The email or the password is wrong' },
  'AUTH.INVALID_KEY': { status: 401, title: 'The channel key is not valid' },
  'AUTH.ACCOUNT_INACTIVE': { status: 403, title: 'The account is not active' },
  'AUTH.FORBIDDEN': { status: 403, title: 'This account may not do that' },
  'AUTH.ORIGIN_NOT_ALLOWED': { status: 403, title: 'The channel does not allow this origin' },
  'AUTH.THROTTLED': { status: 429, title: 'Too many attempts to log in' },

  // Idempotency-Key
  'IDEMPOTENCY.MISSING_KEY': { status: 400, title: 'The Idempotency-Key header is needed' },
  'IDEMPOTENCY.INVALID_KEY': { status: 400, title: 'The Idempotency-Key is not valid' },
  'IDEMPOTENCY.IN_FLIGHT': { status: 409, title: 'A request with this Idempotency-Key is being answered' },
  'IDEMPOTENCY.OTHER_BODY': { status: 422, title: 'The Idempotency-Key was used with another body' },

  // Chats
  'CHAT.NOT_FOUND': { status: 404, title: 'There is no such chat' },
  'CHAT.ALREADY_EXISTS': { status: 409, title: 'The chat id is taken by another request' },
  'CHAT.ALREADY_ASSIGNED': { status: 409, title: 'The chat is already assigned' },
  'CHAT.ALREADY_ENDED': { status: 409, title: 'The chat has ended' },
  'CHAT.NOT_IN_PROGRESS': { status: 409, title: 'The chat is not in progress' },
  'CHAT.NOT_OWNER': { status: 403, title: 'The chat belongs to another agent' },
  'CHAT.REQUEST_NOT_SEEN': { status: 409, title: 'The request of the chat has not arrived here yet' },
  'CHAT.ASSIGNMENT_NOT_SEEN': { status: 409, title: 'The assignment has not arrived here yet' },
  'CHAT.ASSIGNMENT_SUPERSEDED': { status: 403, title: 'The assignment is over' },
  'CHAT.TOO_MANY_TAGS': { status: 409, title: 'The chat has as many tags as allowed' },

  // Messages of a chat, and notes about it
  'MESSAGE.CONFLICT': { status: 409, title: 'The message id was used for another message' },
  'MESSAGE.NOT_SAID': { status: 409, title: 'The chat has no message with this number yet' },
  'NOTE.CONFLICT': { status: 409, title: 'The note id was used for another note' },

  // Left messages
  'MESSAGE.NOT_FOUND': { status: 404, title: 'There is no such left message' },
  'MESSAGE.ALREADY_TAKEN': { status: 409, title: 'Another agent has taken the message' },
  'MESSAGE.ALREADY_CLOSED': { status: 409, title: 'The message is closed' },

  // Agents
  'AGENT.NOT_FOUND': { status: 404, title: 'There is no such agent' },
  'AGENT.AT_CAPACITY': { status: 409, title: 'The agent has as many chats as allowed' },
  'AGENT.NOT_CONNECTED': { status: 409, title: 'The agent is not connected' },
  'AGENT.INACTIVE': { status: 409, title: 'The agent is not active' },
  'AGENT.EMAIL_TAKEN': { status: 409, title: 'Another account uses this email' },
  'AGENT.LAST_MANAGER': { status: 409, title: 'A team needs an active manager' },
  'AGENT.VERSION_CONFLICT': { status: 409, title: 'The agent was changed in the meantime' },

  // Sign-in links and saved replies
  'SIGN_IN_LINK.NOT_FOUND': { status: 404, title: 'The sign-in link was used or replaced, or has expired' },
  'SAVED_REPLY.NOT_FOUND': { status: 404, title: 'There is no such saved reply' },
  'SAVED_REPLY.SHORTCUT_TAKEN': { status: 409, title: 'Another saved reply of the team has this shortcut' },
  'SAVED_REPLY.TOO_MANY': { status: 409, title: 'The team has as many saved replies as allowed' },
  'SAVED_REPLY.VERSION_CONFLICT': { status: 409, title: 'The saved reply was changed in the meantime' },

  // Teams and channels
  'TEAM.NOT_FOUND': { status: 404, title: 'There is no such team' },
  'TEAM.VERSION_CONFLICT': { status: 409, title: 'The team was changed in the meantime' },
  'CHANNEL.NOT_FOUND': { status: 404, title: 'There is no such channel' },
  'CHANNEL.VERSION_CONFLICT': { status: 409, title: 'The channel was changed in the meantime' },
  'CHANNEL.KEY_NOT_FOUND': { status: 404, title: 'There is no such channel key' },
  'CHANNEL.TOO_MANY_KEYS': { status: 409, title: 'The channel has as many keys as allowed' },

  // Operation
  'DEAD_LETTER.NOT_FOUND': { status: 404, title: 'There is no such dead letter' },
  'DEAD_LETTER.REFUSED_AGAIN': { status: 409, title: 'The dead letter was refused again' },
} as const satisfies Record<string, ProblemDeclaration>;

export type ProblemCode = keyof typeof problems;
