import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';
import { readAll } from '../../api/read-all.ts';

export type Role =
  paths['/api/roles']['get']['responses'][200]['content']['application/json']['data'][number];

/** The owner's first, then in the order in which they were made. */
export const allRolesQuery = queryOptions({
  queryKey: ['roles', 'all'],
  queryFn: async ({ signal }) => {
    const roles = await readAll((query) => answerOf(api.GET('/api/roles', { params: { query }, signal })));
    return roles.toSorted((one, other) => Number(other.isOwner) - Number(one.isOwner));
  },
});

/** Everything that a role or a key can hold, in the server's order. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/permissions', { signal }))).data.map(({ code }) => code),
  staleTime: Infinity,
});

/** Refused when somebody else changed the role meanwhile. */
export async function changeRole(
  { id, revision }: Pick<Role, 'id' | 'revision'>,
  body: { name?: string; permissions?: string[] },
): Promise<Role> {
  const params = { path: { id }, header: { 'if-match': `"${revision}"` } };
  return (await answerOf(api.PATCH('/api/roles/{id}', { params, body }))).data;
}
