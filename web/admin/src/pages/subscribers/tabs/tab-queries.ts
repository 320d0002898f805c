import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../../api/api.ts';

const pageSize = 50;
const timelineSize = 15;
const dayMs = 86_400_000;

const keyOf = (id: string, what: string) => ['subscribers', 'one', id, what] as const;

async function fetchAudit(id: string, page: { cursor?: string; limit: number; signal: AbortSignal }) {
  const { cursor, limit, signal } = page;
  const query = { subjectKind: 'subscriber', subjectId: id, limit, ...(cursor !== undefined && { cursor }) };
  return answerOf(api.GET('/api/audit', { params: { query }, signal }));
}
export type AuditEntry = Awaited<ReturnType<typeof fetchAudit>>['data'][number];

/** The last changes by people and by the clock. */
export function timelineAuditQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id, 'timeline-audit'),
    queryFn: async ({ signal }) => (await fetchAudit(id, { limit: timelineSize, signal })).data,
  });
}

export function auditPagesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: keyOf(id, 'audit'),
    queryFn: ({ pageParam, signal }) =>
      fetchAudit(id, { limit: pageSize, signal, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.nextCursor,
  });
}

async function fetchSessions(id: string, page: { cursor?: string; limit: number; signal: AbortSignal }) {
  const { cursor, limit, signal } = page;
  const query = { limit, ...(cursor !== undefined && { cursor }) };
  return answerOf(api.GET('/api/subscribers/{id}/sessions', { params: { path: { id }, query }, signal }));
}
export type PastSession = Awaited<ReturnType<typeof fetchSessions>>['data'][number];

export function sessionTimelineQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id, 'timeline-sessions'),
    queryFn: async ({ signal }) => (await fetchSessions(id, { limit: 10, signal })).data,
    refetchInterval: 30_000,
  });
}

export function sessionPagesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: keyOf(id, 'sessions'),
    queryFn: ({ pageParam, signal }) =>
      fetchSessions(id, { limit: pageSize, signal, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.nextCursor,
    placeholderData: keepPreviousData,
  });
}

interface LoginsPage {
  cursor?: string;
  limit: number;
  outcome?: 'rejected';
  signal: AbortSignal;
}

async function fetchLogins(id: string, { cursor, limit, outcome, signal }: LoginsPage) {
  const query = {
    subscriberId: id,
    limit,
    ...(outcome && { outcome }),
    ...(cursor !== undefined && { cursor }),
  };
  return answerOf(api.GET('/api/auth-log', { params: { query }, signal }));
}
export type LoggedLogin = Awaited<ReturnType<typeof fetchLogins>>['data'][number];

export function loginTimelineQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id, 'timeline-logins'),
    queryFn: async ({ signal }) => (await fetchLogins(id, { limit: 10, outcome: 'rejected', signal })).data,
    refetchInterval: 30_000,
  });
}

export function loginPagesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: keyOf(id, 'logins'),
    queryFn: ({ pageParam, signal }) =>
      fetchLogins(id, { limit: pageSize, signal, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.nextCursor,
    refetchInterval: 30_000,
  });
}

/** The days up to today; the tenant's today may be a day ahead of ours. */
export function usageQuery(id: string, { days, nowMs }: { days: number; nowMs: number }) {
  const to = dateOf(nowMs + dayMs);
  const from = dateOf(nowMs - (days - 1) * dayMs);
  return queryOptions({
    queryKey: [...keyOf(id, 'usage'), from, to],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { from, to } };
      const { data } = await answerOf(api.GET('/api/subscribers/{id}/usage', { params, signal }));
      return { ...data, from, to };
    },
    placeholderData: keepPreviousData,
  });
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
