import { useHotkeys } from '@mantine/hooks';
import { isForWriting } from '../chat-column/is-for-columns';
import { usePanel } from './panel-context';

/** Alt + I shows or hides the panel, also while somebody writes. */
export function usePanelKey(): void {
  const panel = usePanel();
  const onKey = (event: KeyboardEvent): void => {
    if (isForWriting(document.activeElement, navigator.platform)) return;
    event.preventDefault();
    panel.toggle();
  };
  // The key where it lies, because with a Korean layout it is another letter.
  useHotkeys([['alt+I', onKey, { preventDefault: false, usePhysicalKeys: true }]], []);
}
