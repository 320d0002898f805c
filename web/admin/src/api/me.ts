import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';

/** Who is signed in, where, and what they may do. Refused with 401 when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/auth/me', { signal }))).data,
  staleTime: 60_000,
});

/** Only under the shell, which lets nobody in before this is known. */
export function useMe() {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the signed-in person may do this. It only spares a refusal: the server decides. */
export function useCan(permission: string): boolean {
  const { data } = useQuery(meQuery);
  return data !== undefined && data.permissions.includes(permission);
}
