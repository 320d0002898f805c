import type { paths } from '@trunkline/openapi-client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fromZonedText } from '@trunkline/web-ui';
import { parseDateRange, type TableState } from '@trunkline/web-ui/table';
import { answerOf, api } from '../../api/api.ts';
import { allApiKeysQuery } from '../api-keys/api-key-queries.ts';
import { allStaffQuery } from '../staff/staff-queries.ts';

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

/** From the first moment of the first day up to the first moment after the last one, on the tenant's clock. */
export function periodOf(range: string | undefined, timeZone: string): { from?: string; to?: string } {
  const { from, to } = parseDateRange(range);
  return {
    ...(from && { from: midnight(from, timeZone) }),
    ...(to && { to: midnight(dayAfter(to), timeZone) }),
  };
}

function midnight(day: string, timeZone: string): string {
  return new Date(fromZonedText(`${day}T00:00`, timeZone)!).toISOString();
}

function dayAfter(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + 1);
  return noon.toISOString().slice(0, 10);
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
