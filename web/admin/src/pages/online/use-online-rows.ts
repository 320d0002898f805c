import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PagedRows, RowPage } from '@trunkline/web-ui/table';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLiveEvent } from '../../api/live.ts';
import { onlineFreshQuery, onlineListQuery, type OnlineQuery, type OnlineSession } from './online-queries.ts';

/** A session of the list, and whether it has ended since. */
export interface OnlineRow extends OnlineSession {
  hasEnded: boolean;
}

/** Ends that are remembered until the list is read anew; a storm beyond them shows at the next look. */
const maxEnded = 5_000;
/** Events come by the second; the list follows them at this pace. */
const followMs = 2_000;
const none: ReadonlySet<string> = new Set();

export interface OnlineRows {
  pages: PagedRows<OnlineRow>;
  /** Sessions that began since and would stand further up. */
  newCount: number;
  showNew: () => void;
}

/**
 * The open sessions, live: figures change in their row, ended ones stay where they are and say so. New ones come in
 * by themselves while the list stands at its top and nobody points at it (`isAtRest`); otherwise they are counted,
 * so that no row moves away from under a press.
 */
export function useOnlineRows(query: OnlineQuery, isAtRest: boolean): OnlineRows {
  const client = useQueryClient();
  const list = useInfiniteQuery(onlineListQuery(query));
  const fresh = useQuery(onlineFreshQuery(query));
  const [ended, setEnded] = useState<ReadonlySet<string>>(none);
  const follow = useFollowing(() => void fresh.refetch());
  useLiveEvent('session', ({ id, kind }) => {
    if (kind === 'stopped') setEnded((before) => (before.size < maxEnded ? new Set(before).add(id) : before));
    follow();
  });
  useLiveEvent('missed', follow);
  const showNew = useCallback(() => {
    setEnded(none);
    void client.resetQueries({ queryKey: onlineListQuery(query).queryKey });
  }, [client, query]);

  const freshRows = fresh.data?.data;
  const pages = list.data?.pages;
  const isTop = isAtRest && pages?.length === 1 && !list.isPlaceholderData;
  // While the list is at rest its first page is the newest; what was shown last is held when that ends.
  const [held, setHeld] = useState<{ query: OnlineQuery; rows: readonly OnlineSession[] }>();
  if (isTop && freshRows && held?.rows !== freshRows) setHeld({ query, rows: freshRows });
  const heldRows = held?.query === query ? held.rows : undefined;

  const shown = useMemo<RowPage<OnlineRow>[] | undefined>(() => {
    if (!pages) return undefined;
    const now = new Map((freshRows ?? []).map((row) => [row.id, row]));
    const first = pages.length === 1 && heldRows ? heldRows : pages[0]!.data;
    return pages.map((page, index) => ({
      meta: page.meta,
      data: (index === 0 ? first : page.data).map((row) => ({
        ...(now.get(row.id) ?? row),
        hasEnded: ended.has(row.id),
      })),
    }));
  }, [pages, freshRows, heldRows, ended]);
  const newCount = useMemo(() => countNew(shown, freshRows), [shown, freshRows]);
  return {
    newCount,
    showNew,
    pages: {
      data: shown && { pages: shown },
      error: list.error,
      hasNextPage: list.hasNextPage,
      isFetchingNextPage: list.isFetchingNextPage,
      isPlaceholderData: list.isPlaceholderData,
      fetchNextPage: list.fetchNextPage,
      refetch: showNew,
    },
  };
}

/** Of the newest page those that the list does not have. */
function countNew(
  shown: readonly RowPage<OnlineRow>[] | undefined,
  freshRows: readonly OnlineSession[] | undefined,
): number {
  if (!shown || !freshRows) return 0;
  const known = new Set(shown.flatMap(({ data }) => data.map(({ id }) => id)));
  return freshRows.filter(({ id }) => !known.has(id)).length;
}

/** Calls at its pace however often it is asked, the last time included. */
function useFollowing(call: () => void): () => void {
  const latest = useRef(call);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    latest.current = call;
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, followMs);
  }, []);
}
