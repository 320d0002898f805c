import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';
import { readAll } from '../../api/read-all.ts';

export type Member =
  paths['/api/staff']['get']['responses'][200]['content']['application/json']['data'][number];

/** Everybody who works here: few enough to be sorted and filtered where they are shown. */
export const allStaffQuery = queryOptions({
  queryKey: ['staff', 'all'],
  queryFn: ({ signal }) => readAll((query) => answerOf(api.GET('/api/staff', { params: { query }, signal }))),
});
