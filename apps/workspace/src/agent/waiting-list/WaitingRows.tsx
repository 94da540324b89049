import { useCode } from '../../app/use-code';
import { useFocusLoss } from '../../app/use-focus-loss';
import { useAttention } from '../attention/attention-context';
import type { BoardChat } from '../board/board';
import { Rows } from './Rows';

export interface WaitingRowsProps {
  waiting: readonly BoardChat[];
  /** In which they scroll; null until it is there. */
  viewport: HTMLElement | null;
  /** Called with the chat whose row gets the focus. */
  onFocus: (chatId: string) => void;
}

/** As many fill the highest window; of more, most need not be drawn. */
const many = 40;

const loadRowsInView = () => import('./RowsInView').then(({ RowsInView }) => RowsInView);

/** The rows of all who wait. What draws only a part of them is loaded once they are many. */
export function WaitingRows({ waiting, viewport }: Omit<WaitingRowsProps, 'onFocus'>) {
  const { data: RowsInView } = useCode('rows-in-view', loadRowsInView, waiting.length > many);
  const attention = useAttention();
  // All rows are others once they are drawn in the other way.
  const way = RowsInView ? 'in view' : 'all';
  const onLost = (row: string): void => {
    // Who has claimed the chat turns to that instead.
    if (row !== `${way} ${attention.get().wanted}`) viewport?.focus();
  };
  const onRowFocus = useFocusLoss(
    waiting.map(({ id }) => `${way} ${id}`),
    onLost,
  );
  const onFocus = (chatId: string): void => onRowFocus(`${way} ${chatId}`);
  if (RowsInView) return <RowsInView waiting={waiting} viewport={viewport} onFocus={onFocus} />;
  const drawn = waiting.map((chat, index) => ({ chat, index, gap: 0 }));
  return <Rows drawn={drawn} count={waiting.length} below={0} onFocus={onFocus} />;
}
