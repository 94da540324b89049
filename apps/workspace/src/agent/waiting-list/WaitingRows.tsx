import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, LoadingState } from '../../app/states';
import { type BoardChat, waitingOf } from '../board/board';
import { useBoard, useFeed } from '../board/board-context';
import { usePanel } from '../panel/panel-context';
import { useClaim } from './use-claim';
import { useRowsInView } from './use-rows-in-view';
import classes from './WaitingList.module.css';
import { WaitingRow } from './WaitingRow';

export interface WaitingRowsProps {
  /** In which they scroll; null until it is there. */
  viewport: HTMLElement | null;
}

/** The rows of all who wait, or why there are none. */
export function WaitingRows({ viewport }: WaitingRowsProps) {
  const { t } = useTranslation();
  const feed = useFeed();
  const { data: waiting, error } = useBoard(waitingOf);
  if (!waiting) {
    if (!error) return <LoadingState />;
    return <ErrorState title={t('waiting/failed')} error={error} onRetry={() => void feed.reload()} />;
  }
  if (waiting.length === 0) return <EmptyState>{t('waiting/empty')}</EmptyState>;
  return <RowsInView waiting={waiting} viewport={viewport} />;
}

interface RowsInViewProps extends WaitingRowsProps {
  waiting: readonly BoardChat[];
}

const chatOf = (element: Element): string | undefined => element.closest<HTMLElement>('[data-chat]')?.dataset['chat'];

/**
 * They stand in the flow, with a margin in place of those that are not drawn, so that the browser keeps what the agent reads
 * in its place when somebody above leaves.
 */
function RowsInView({ waiting, viewport }: RowsInViewProps) {
  const { claim, claiming } = useClaim();
  const { toggle } = usePanel();
  const { drawn, below, measure, setFocused } = useRowsInView(waiting, viewport);
  return (
    <>
      {/* The role, because Safari takes it from a list without markers. */}
      <ol role="list" className={classes.ordered} onFocus={({ target }) => setFocused(chatOf(target))}>
        {drawn.map(({ chat, index, gap }) => (
          <li
            key={chat.id}
            ref={measure}
            className={classes.row}
            style={gap > 0 ? { marginTop: gap } : undefined}
            data-chat={chat.id}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={waiting.length}
          >
            <span className={classes.place}>{index + 1}</span>
            <WaitingRow chat={chat} isClaiming={claiming === chat.id} onClaim={claim} onAbout={toggle} />
          </li>
        ))}
      </ol>
      <div style={{ height: below }} />
    </>
  );
}
