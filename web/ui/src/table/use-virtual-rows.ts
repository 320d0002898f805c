import {
  defaultRangeExtractor,
  useVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { PagedRows } from './table-pages.ts';

const rowsBeyondView = 8;
/** The next page is asked for when so few rows are left below. */
const rowsBeforeNextPage = 25;

interface VirtualRowsInput {
  count: number;
  scrollerRef: RefObject<HTMLElement | null>;
  estimatedHeight: number;
  /** What sticks at the top and hides rows below it. */
  headHeight: number;
  /** Kept in the document wherever it is, so that the focus is not lost by scrolling. */
  activeIndex?: number;
  keyOf: (index: number) => string;
}

/** Which rows are in the document: those in view, some beyond, and the one that has the focus. */
export function useVirtualRows(input: VirtualRowsInput): Virtualizer<HTMLElement, HTMLElement> {
  const { count, scrollerRef, estimatedHeight, headHeight, activeIndex, keyOf } = input;
  // It hands out functions that must not be memoized; nothing here is, and no compiler does it for us.
  // oxlint-disable-next-line react/incompatible-library
  return useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: () => scrollerRef.current,
    estimateSize: () => estimatedHeight,
    overscan: rowsBeyondView,
    scrollPaddingStart: headHeight,
    getItemKey: keyOf,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeIndex === undefined || activeIndex >= count || indexes.includes(activeIndex)) return indexes;
      return [...indexes, activeIndex].sort((one, other) => one - other);
    },
  });
}

/** Empty space above each rendered row: zero but where rows are left out. */
export function gapsOf(
  items: readonly VirtualItem[],
  totalHeight: number,
): { before: number[]; after: number } {
  let end = 0;
  const before = items.map((item) => {
    const gap = Math.max(0, item.start - end);
    end = item.end;
    return gap;
  });
  return { before, after: Math.max(0, totalHeight - end) };
}

/** Asks for the next page when the last rows come into view. */
export function useNextPage<Row>(pages: PagedRows<Row>, lastVisible: number, count: number): void {
  const isNear = lastVisible >= count - rowsBeforeNextPage;
  const isReady =
    pages.hasNextPage && !pages.isFetchingNextPage && !hasError(pages) && !pages.isPlaceholderData;
  const fetchNext = useEffectEvent(() => void pages.fetchNextPage());
  useEffect(() => {
    if (count > 0 && isNear && isReady) fetchNext();
  }, [isNear, isReady, count]);
}

export function hasError(pages: { error: unknown }): boolean {
  return pages.error !== null && pages.error !== undefined;
}
