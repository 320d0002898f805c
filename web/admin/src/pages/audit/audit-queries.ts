import type { paths } from '@trunkline/openapi-client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { TableState } from '@trunkline/web-ui/table';
import { answerOf, api } from '../../api/api.ts';
import { allApiKeysQuery } from '../api-keys/api-key-queries.ts';
import { allStaffQuery } from '../staff/staff-queries.ts';
import { periodOf } from './audit-period.ts';

type AuditQuery = NonNullable<paths['/api/audit']['get']['parameters']['query']>;
export type AuditFilter = Omit<AuditQuery, 'limit' | 'cursor'>;
export type AuditEntry =
  paths['/api/audit']['get']['responses'][200]['content']['application/json']['data'][number];

const pageSize = 100;
const largestPage = 200;

export function toAuditFilter({ filters }: TableState, timeZone: string): AuditFilter {
  const { at, actorId, action, subjectKind, subjectId } = filters;
  return {
    ...periodOf(at, timeZone),
    ...(actorId && { actorId }),
    ...(action && { action }),
    ...(subjectKind && { subjectKind }),
    ...(subjectId && { subjectId }),
  };
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, limit: pageSize, ...(pageParam !== undefined && { cursor: pageParam }) };
      return answerOf(api.GET('/api/audit', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });

export async function fetchAuditPage(filter: AuditFilter, cursor: string | null, signal: AbortSignal) {
  const query = { ...filter, limit: largestPage, ...(cursor !== null && { cursor }) };
  return answerOf(api.GET('/api/audit', { params: { query }, signal }));
}

/** Who can be asked for: people first, then keys. */
export const auditActorsQuery = queryOptions({
  queryKey: ['audit', 'actors'],
  queryFn: async ({ client }) => {
    const [staff, keys] = await Promise.all([
      client.ensureQueryData(allStaffQuery),
      client.ensureQueryData(allApiKeysQuery),
    ]);
    return [...staff, ...keys].map(({ id, name }) => ({ value: id, label: name }));
  },
});
