import { z } from 'zod';
import { timestamp } from '../timestamp';
import { displayName, text } from '../values';
import { agentSettings, createAgentBody, newPassword } from './settings';

/** A one-time link with which a person chooses a password: `<web app>/invite#<token>`. The token is answered once. */
export const signInLink = z.object({ token: z.string(), expiresAt: timestamp });
export type SignInLink = z.output<typeof signInLink>;

/** An agent or manager who is to choose a password by a sign-in link. */
export const inviteAgentBody = createAgentBody.omit({ password: true });
export type InviteAgentBody = z.output<typeof inviteAgentBody>;

export const invitedAgent = z.object({ agent: agentSettings, link: signInLink });
export type InvitedAgent = z.output<typeof invitedAgent>;

// Not checked for its form: a link that was copied in part leads nowhere, as one that was used does.
const token = text(200, 1);

export const showSignInLinkBody = z.strictObject({ token });
export type ShowSignInLinkBody = z.output<typeof showSignInLinkBody>;

/** Whom a sign-in link is for, to be seen before a password is chosen. */
export const signInLinkOwner = z.object({ team: displayName, name: displayName, email: z.string() });
export type SignInLinkOwner = z.output<typeof signInLinkOwner>;

export const useSignInLinkBody = z.strictObject({ token, password: newPassword, client: text(100, 1).optional() });
export type UseSignInLinkBody = z.output<typeof useSignInLinkBody>;
