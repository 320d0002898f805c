import type { paths } from '@trunkline/openapi-client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { resolveRange, type TimeRange } from '@trunkline/web-ui/chart';
import { now } from '@trunkline/web-ui';
import type { TableState } from '@trunkline/web-ui/table';
import { answerOf, api } from '../../api/api.ts';

type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { data: infer Data } } } } };
}
  ? Data
  : never;

export type OnlineSession = Get<'/api/sessions/online'>[number];
export type SessionSeries = Get<'/api/sessions/series'>;
export type DisconnectOrder = Get<'/api/disconnects/{id}'>;
export type OnlineQuery = NonNullable<paths['/api/sessions/online']['get']['parameters']['query']>;

const pageSize = 100;
const largestPage = 200;
/** Routers report each five minutes; new and ended sessions are told of at once. */
const refreshMs = 10_000;
const chartRefreshMs = 60_000;

/** What of the table's state the API is asked. */
export function toOnlineQuery({ sort, filters }: TableState): OnlineQuery {
  const { q, nasId, planId, isSilent } = filters;
  const sortKey = sort?.key === 'rate' ? '-rate' : sort?.direction === 'asc' ? 'startedAt' : '-startedAt';
  return {
    sort: sortKey,
    ...(q && { q }),
    ...(nasId && { nasId }),
    ...(planId && { planId }),
    ...((isSilent === 'true' || isSilent === 'false') && { isSilent }),
  };
}

/** The list as it was when it was opened; what changes since is laid over it, so that rows do not jump. */
export const onlineListQuery = (query: OnlineQuery) =>
  infiniteQueryOptions({
    queryKey: ['sessions', 'online', 'list', query],
    queryFn: ({ pageParam, signal }) => fetchOnline({ ...query, limit: pageSize, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Infinity,
    gcTime: 0,
  });

/** The first page as it is now. */
export const onlineFreshQuery = (query: OnlineQuery) =>
  queryOptions({
    queryKey: ['sessions', 'online', 'fresh', query],
    queryFn: ({ signal }) => fetchOnline({ ...query, limit: pageSize }, signal),
    refetchInterval: refreshMs,
  });

export const onlineCountQuery = ({ sort: _sort, ...query }: OnlineQuery) =>
  queryOptions({
    queryKey: ['sessions', 'online', 'count', query],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/sessions/online/count', { params: { query }, signal }))).data.count,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });

/** For the CSV: every page of the same list, as large as the API gives them. */
export async function fetchOnlinePage(query: OnlineQuery, cursor: string | null, signal: AbortSignal) {
  return fetchOnline({ ...query, limit: largestPage, ...(cursor !== null && { cursor }) }, signal);
}

type PagedQuery = Omit<OnlineQuery, 'cursor'> & { cursor?: string | undefined };

async function fetchOnline(query: PagedQuery, signal: AbortSignal) {
  const { cursor, ...rest } = query;
  const asked = { ...rest, ...(cursor !== undefined && { cursor }) };
  return answerOf(api.GET('/api/sessions/online', { params: { query: asked }, signal }));
}

export const sessionSeriesQuery = (range: TimeRange, nasId?: string) =>
  queryOptions({
    queryKey: ['sessions', 'series', range, nasId],
    queryFn: async ({ signal }) => {
      const { fromMs, toMs } = resolveRange(range, now());
      const period = typeof range === 'string' ? {} : { to: new Date(toMs).toISOString() };
      const query = { from: new Date(fromMs).toISOString(), ...period, ...(nasId && { nasId }) };
      return (await answerOf(api.GET('/api/sessions/series', { params: { query }, signal }))).data;
    },
    refetchInterval: typeof range === 'string' ? chartRefreshMs : false,
    placeholderData: keepPreviousData,
  });

export async function orderDisconnect(sessionId: string): Promise<DisconnectOrder> {
  const asked = api.POST('/api/sessions/{id}/disconnect', { params: { path: { id: sessionId } }, body: {} });
  return (await answerOf(asked)).data;
}

export async function readDisconnect(id: string): Promise<DisconnectOrder> {
  return (await answerOf(api.GET('/api/disconnects/{id}', { params: { path: { id } } }))).data;
}
