import type { ColumnChat, TeamChat } from '../board/board';

/** The chat that a dialog is about. */
export interface ChatOfDialog extends TeamChat {
  /** Of the agent's own chats it is known when they have left. */
  readonly state?: ColumnChat['state'];
  /** Who has it; undefined where that is who looks at it, or nobody. */
  readonly ownerId?: string;
}

export interface ChatDialogProps {
  chat: ChatOfDialog;
  opened: boolean;
  onClose: () => void;
}
