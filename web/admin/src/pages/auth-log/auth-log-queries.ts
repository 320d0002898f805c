import type { paths } from '@trunkline/openapi-client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { now } from '@trunkline/web-ui';
import { resolveRange, type TimeRange } from '@trunkline/web-ui/chart';
import type { TableState } from '@trunkline/web-ui/table';
import { answerOf, api } from '../../api/api.ts';

type LogQuery = NonNullable<paths['/api/auth-log']['get']['parameters']['query']>;
/** What the log and its chart are asked alike. */
export type AuthLogFilter = Omit<LogQuery, 'limit' | 'cursor' | 'from' | 'to'>;
export type AuthLogRow =
  paths['/api/auth-log']['get']['responses'][200]['content']['application/json']['data'][number];
export type LoginMinutes =
  paths['/api/auth-log/minutes']['get']['responses'][200]['content']['application/json']['data'];

const pageSize = 50;
const largestPage = 200;
const chartRefreshMs = 30_000;

export function toAuthLogFilter({ filters }: TableState): AuthLogFilter {
  const { username, outcome, reason, nasId, mac, subscriberId } = filters;
  return {
    ...(username && { username }),
    ...(outcome && { outcome: outcome as NonNullable<AuthLogFilter['outcome']> }),
    ...(reason && { reason: reason as NonNullable<AuthLogFilter['reason']> }),
    ...(nasId && { nasId }),
    ...(mac && { mac }),
    ...(subscriberId && { subscriberId }),
  };
}

/** The span as the API takes it; what reaches up to now has no end, so that new logins are in it. */
function periodOf(range: TimeRange): { from: string; to?: string } {
  const { fromMs, toMs } = resolveRange(range, now());
  const from = new Date(fromMs).toISOString();
  return typeof range === 'string' ? { from } : { from, to: new Date(toMs).toISOString() };
}

export const authLogQuery = (filter: AuthLogFilter, range: TimeRange) =>
  infiniteQueryOptions({
    queryKey: ['auth-log', 'list', filter, range],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === undefined ? {} : { cursor: pageParam };
      const query = { ...filter, ...periodOf(range), limit: pageSize, ...cursor };
      return answerOf(api.GET('/api/auth-log', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });

export async function fetchAuthLogPage(
  { filter, range }: { filter: AuthLogFilter; range: TimeRange },
  cursor: string | null,
  signal: AbortSignal,
) {
  const query = { ...filter, ...periodOf(range), limit: largestPage, ...(cursor !== null && { cursor }) };
  return answerOf(api.GET('/api/auth-log', { params: { query }, signal }));
}

export const loginMinutesQuery = (filter: AuthLogFilter, range: TimeRange) =>
  queryOptions({
    queryKey: ['auth-log', 'minutes', filter, range],
    queryFn: async ({ signal }) => {
      const query = { ...filter, ...periodOf(range) };
      return (await answerOf(api.GET('/api/auth-log/minutes', { params: { query }, signal }))).data;
    },
    refetchInterval: typeof range === 'string' ? chartRefreshMs : false,
    placeholderData: keepPreviousData,
  });
