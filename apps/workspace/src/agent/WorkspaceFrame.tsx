import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { newQueryClient } from '../app/query-client';
import { NoWork } from '../session/NoWork';
import { SignIn } from '../session/SignIn';
import { useSession } from '../session/use-session';
import { AttentionProvider } from './attention/attention-context';
import { BoardProvider } from './board/board-context';
import { TranscriptsProvider } from './chat-column/transcripts-context';
import { PanelProvider } from './panel/panel-context';
import { WorkspaceShell } from './WorkspaceShell';

/** The agent's pages, for who is signed in. The stream is held here, so that it stays over a change of page. */
export function WorkspaceFrame() {
  const { session } = useSession();
  if (!session) return <SignIn />;
  return session.account.teamId === null ? <NoWork /> : <AccountsPages key={session.account.id} />;
}

/** What one account has read and written is not there for the next that signs in. */
function AccountsPages() {
  const [client] = useState(newQueryClient);
  return (
    <QueryClientProvider client={client}>
      <BoardProvider>
        <TranscriptsProvider>
          <AttentionProvider>
            <PanelProvider>
              <WorkspaceShell />
            </PanelProvider>
          </AttentionProvider>
        </TranscriptsProvider>
      </BoardProvider>
    </QueryClientProvider>
  );
}
