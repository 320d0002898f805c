import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';
import { readAll } from '../../api/read-all.ts';

export type ApiKey =
  paths['/api/api-keys']['get']['responses'][200]['content']['application/json']['data'][number];

/** The newest first, revoked ones with them. */
export const allApiKeysQuery = queryOptions({
  queryKey: ['api-keys', 'all'],
  queryFn: ({ signal }) =>
    readAll((query) => answerOf(api.GET('/api/api-keys', { params: { query }, signal }))),
});
