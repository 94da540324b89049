import { AssignChat } from './AssignChat';
import type { ChatOfDialog } from './chat-of-dialog';
import { EndChat } from './EndChat';
import './styles';
import { TransferChat } from './TransferChat';
import { WhyMe } from './WhyMe';

/** What can be asked of a chat, and done with it, over the page. */
export type ChatDialog = 'assign' | 'end' | 'transfer' | 'why';

export interface ChatDialogsProps {
  chat: ChatOfDialog;
  /** Undefined: none. */
  opened: ChatDialog | undefined;
  onClose: () => void;
}

/** The dialogs of a chat, of which one at a time is open. */
export function ChatDialogs({ chat, opened, onClose }: ChatDialogsProps) {
  return (
    <>
      <AssignChat chat={chat} opened={opened === 'assign'} onClose={onClose} />
      <EndChat chat={chat} opened={opened === 'end'} onClose={onClose} />
      <TransferChat chat={chat} opened={opened === 'transfer'} onClose={onClose} />
      <WhyMe chat={chat} opened={opened === 'why'} onClose={onClose} />
    </>
  );
}
