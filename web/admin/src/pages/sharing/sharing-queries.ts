import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '@trunkline/openapi-client';
import { answerOf, api } from '../../api/api.ts';

export type SharingStatus =
  paths['/api/sharing']['get']['responses'][200]['content']['application/json']['data'];
export type SharingCase =
  paths['/api/sharing/cases/{id}']['get']['responses'][200]['content']['application/json']['data'];
export type SharingAction = NonNullable<SharingCase['action']>;
export type CaseState = SharingCase['state'];

export const caseStates: readonly CaseState[] = ['open', 'approved', 'acted', 'dismissed'];
/** From the mildest to the hardest. */
export const sharingActions: readonly SharingAction[] = ['tag', 'disconnect', 'one_session', 'suspend'];

const pageSize = 100;
/** Routers are looked at every five minutes: the queue need not be asked more often than this. */
const lookEveryMs = 30_000;

export const sharingStatusQuery = queryOptions({
  queryKey: ['sharing', 'status'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/sharing', { signal }))).data,
  refetchInterval: lookEveryMs,
});

export const casesQuery = (state: CaseState) =>
  infiniteQueryOptions({
    queryKey: ['sharing', 'cases', state],
    queryFn: ({ pageParam, signal }) => fetchCases(state, pageParam ?? null, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export function fetchCases(state: CaseState, cursor: string | null, signal: AbortSignal) {
  const query = { state, limit: pageSize, ...(cursor !== null && { cursor }) };
  return answerOf(api.GET('/api/sharing/cases', { params: { query }, signal }));
}

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['sharing', 'case', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/sharing/cases/{id}', { params: { path: { id } }, signal }))).data,
  });
