import type { BoardChat } from '../board/board';
import { usePanel } from '../panel/panel-context';
import { useClaim } from './use-claim';
import classes from './WaitingList.module.css';
import { WaitingRow } from './WaitingRow';

/** A row that is drawn. */
export interface DrawnRow {
  chat: BoardChat;
  /** Its place in the whole list, from 0. */
  index: number;
  /** How many px are left empty before it, for rows that are not drawn. */
  gap: number;
}

export interface RowsProps {
  drawn: readonly DrawnRow[];
  /** How many rows there are, those included that are not drawn. */
  count: number;
  /** How many px are left empty below the last that is drawn. */
  below: number;
  /** Called with each row's element. */
  measure?: (row: HTMLLIElement | null) => void;
  /** Called with the chat whose row gets the focus. */
  onFocus: (chatId: string) => void;
}

const chatOf = (element: Element): string | undefined => element.closest<HTMLElement>('[data-chat]')?.dataset['chat'];

/**
 * They stand in the flow, with a margin in place of those that are not drawn, so that the browser keeps what the agent reads
 * in its place when somebody above leaves.
 */
export function Rows({ drawn, count, below, measure, onFocus }: RowsProps) {
  const { claim, claiming } = useClaim();
  const { toggle } = usePanel();
  const focused = (chatId: string | undefined): void => {
    if (chatId !== undefined) onFocus(chatId);
  };
  return (
    <>
      {/* The role, because Safari takes it from a list without markers. */}
      <ol role="list" className={classes.ordered} onFocus={({ target }) => focused(chatOf(target))}>
        {drawn.map(({ chat, index, gap }) => (
          <li
            key={chat.id}
            ref={measure}
            className={classes.row}
            style={gap > 0 ? { marginTop: gap } : undefined}
            data-chat={chat.id}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={count}
          >
            <span className={classes.place}>{index + 1}</span>
            <WaitingRow chat={chat} isClaiming={claiming.has(chat.id)} onClaim={claim} onAbout={toggle} />
          </li>
        ))}
      </ol>
      <div style={{ height: below }} />
    </>
  );
}
