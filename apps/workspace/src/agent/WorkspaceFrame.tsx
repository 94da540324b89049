import { SignIn } from '../session/SignIn';
import { useSession } from '../session/use-session';
import { BoardProvider } from './board/board-context';
import { TranscriptsProvider } from './chat-column/transcripts-context';
import { WorkspaceShell } from './WorkspaceShell';

/** The agent's pages, for who is signed in. The stream is held here, so that it stays over a change of page. */
export function WorkspaceFrame() {
  const { session } = useSession();
  if (!session) return <SignIn />;
  return (
    <BoardProvider key={session.account.id}>
      <TranscriptsProvider>
        <WorkspaceShell />
      </TranscriptsProvider>
    </BoardProvider>
  );
}
