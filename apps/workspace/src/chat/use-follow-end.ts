import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Keeps the end of a box in sight when something is added or its size changes, unless the reader has scrolled away. */
export function useFollowEnd(count: number): { box: RefObject<HTMLDivElement | null>; onScroll: () => void } {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const follow = (): void => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(follow, [count]);
  useEffect(() => {
    const sizes = new ResizeObserver(follow);
    if (box.current) sizes.observe(box.current);
    return () => sizes.disconnect();
  }, []);
  const onScroll = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = box.current ?? { scrollTop: 0, clientHeight: 0, scrollHeight: 0 };
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  return { box, onScroll };
}
