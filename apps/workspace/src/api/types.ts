import type { components as Intake } from './generated/intake';
import type { components as Routing } from './generated/routing';
import type { components as Settings } from './generated/settings';

/** What the services answer, by the names of the glossary. */
export type RoutingChat = Routing['schemas']['ChatDto'];
export type RoutingAgent = Routing['schemas']['AgentDto'];
export type LeftMessage = Routing['schemas']['LeftMessageDto'];
export type Decision = Routing['schemas']['DecisionList']['items'][number];
export type Position = Routing['schemas']['PositionDto'];
export type Availability = RoutingAgent['availability'];
export type Customer = NonNullable<RoutingChat['customer']>;
export type Session = Settings['schemas']['SessionDto'];
export type Account = Session['account'];
export type CustomersChat = Intake['schemas']['IntakeChatDto'];
export type ChatForAgents = Intake['schemas']['ChatForAgentsDto'];
export type ChatNote = Intake['schemas']['ChatNoteDto'];
export type ChatMessage = Intake['schemas']['TranscriptMessageDto'];
export type ReadMarks = Intake['schemas']['ReadMarksDto'];
/** The sides of a conversation. */
export type Side = keyof ReadMarks;
