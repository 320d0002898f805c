import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

export type Dashboard =
  paths['/api/dashboard']['get']['responses'][200]['content']['application/json']['data'];

const refreshMs = 15_000;

export const dashboardQuery = queryOptions({
  queryKey: ['dashboard'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/dashboard', { signal }))).data,
  refetchInterval: refreshMs,
});
