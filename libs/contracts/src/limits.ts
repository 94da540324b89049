// Without the schema library, so that pages can tell people beforehand what would be refused.

/** Opaque ids of others (`customer.id`, CloudEvents `id`, `source`) are at most this many characters long. */
export const OPAQUE_MAX = 200;
/** A message text, such as `firstMessage`: at most this many UTF-16 units. */
export const MESSAGE_MAX = 8_000;
/** What one person sends to another in one message, once it is trimmed. */
export const SENT_MAX = 4_000;
/** How many tags a chat may have. */
export const TAGS_MAX = 20;
/** A tag, once it is trimmed: at most this many UTF-16 units. */
export const TAG_MAX = 40;
/** NIST SP 800-63B asks for length, not for kinds of characters. */
export const PASSWORD_MIN = 12;
/** Limits what hashing takes. */
export const PASSWORD_MAX = 200;
