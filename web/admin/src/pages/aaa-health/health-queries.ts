import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '@trunkline/openapi-client';
import { answerOf, api } from '../../api/api.ts';
import type { HealthSpan } from './health-search.ts';

export type AaaHealth =
  paths['/api/aaa/health']['get']['responses'][200]['content']['application/json']['data'];
export type NasHealth = AaaHealth['nas'][number];
export type NodeHealth = AaaHealth['nodes'][number];
export type NodeLoad =
  paths['/api/radius/nodes']['get']['responses'][200]['content']['application/json']['data'][number];

const refreshMs = 5_000;

export const aaaHealthQuery = (span: HealthSpan) =>
  queryOptions({
    queryKey: ['aaa-health', span],
    queryFn: async ({ signal }) => {
      const query = { minutes: Number(span) };
      return (await answerOf(api.GET('/api/aaa/health', { params: { query }, signal }))).data;
    },
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });

/** What each node carries, all tenants together; refused to who does not run the installation. */
export const nodeLoadQuery = queryOptions({
  queryKey: ['aaa-health', 'nodes'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/radius/nodes', { signal }))).data,
  refetchInterval: refreshMs,
});
