import './app/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { forgetAgentsWriting } from './chat/writing';
import { startLanguage } from './i18n';
import { keepSession, onSessionChange, sessionState } from './session/session';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

onSessionChange(() => {
  // Who is thrown out because the session has expired comes back to what was written.
  const { session, ended } = sessionState();
  if (!session && ended === 'signed-out') forgetAgentsWriting();
});
keepSession();
void startLanguage().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
