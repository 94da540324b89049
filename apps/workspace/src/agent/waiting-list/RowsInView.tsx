import type { WaitingRowsProps } from './WaitingRows';
import { Rows } from './Rows';
import { useRowsInView } from './use-rows-in-view';

/** Of a long list the rows that are worth drawing. */
export function RowsInView({ waiting, viewport, onFocus }: WaitingRowsProps) {
  const { drawn, below, measure, setFocused } = useRowsInView(waiting, viewport);
  const focused = (chatId: string): void => {
    setFocused(chatId);
    onFocus(chatId);
  };
  return <Rows drawn={drawn} count={waiting.length} below={below} measure={measure} onFocus={focused} />;
}
