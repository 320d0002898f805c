import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';
import { readAll } from '../../api/read-all.ts';

export type Tenant =
  paths['/api/tenants']['get']['responses'][200]['content']['application/json']['data'][number];

/** Every company of the installation; for its operator alone. */
export const allTenantsQuery = queryOptions({
  queryKey: ['tenants', 'all'],
  queryFn: ({ signal }) =>
    readAll((query) => answerOf(api.GET('/api/tenants', { params: { query }, signal }))),
});
