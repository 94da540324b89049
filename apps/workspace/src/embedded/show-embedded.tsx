import '../app/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Surroundings } from '../app/Surroundings';
import { addCustomerWords } from '../customer/customer-words';
import { CustomerChat } from '../customer/CustomerChat';
import classes from '../customer/CustomerPage.module.css';
import { startLanguage } from '../i18n';
import type { Embedding } from './embedding';

/** Draws the customers' page into the frame, which it fills. */
export async function showEmbedded(embedding: Embedding): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  await startLanguage(embedding.language);
  addCustomerWords();
  const onFault = (error: unknown): void => embedding.fail(error);
  createRoot(root, { onCaughtError: onFault, onUncaughtError: onFault }).render(
    <StrictMode>
      <Surroundings>
        <main className={classes.frame}>
          <CustomerChat channelKey={embedding.channelKey} embedding={embedding} />
        </main>
      </Surroundings>
    </StrictMode>,
  );
}
