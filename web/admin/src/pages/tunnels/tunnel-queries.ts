import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';
import { readAll } from '../../api/read-all.ts';

export type Gateway =
  paths['/api/tunnel-gateways']['get']['responses'][200]['content']['application/json']['data'][number];
export type Tunnel =
  paths['/api/tunnels']['get']['responses'][200]['content']['application/json']['data'][number];

export const gatewaysQuery = queryOptions({
  queryKey: ['tunnels', 'gateways'],
  queryFn: ({ signal }) =>
    readAll((query) => answerOf(api.GET('/api/tunnel-gateways', { params: { query }, signal }))),
});

export const tunnelsQuery = queryOptions({
  queryKey: ['tunnels', 'tunnels'],
  queryFn: ({ signal }) =>
    readAll((query) => answerOf(api.GET('/api/tunnels', { params: { query }, signal }))),
  refetchInterval: 15_000,
});

/** Reading it is recorded, so it is read once and only on demand. */
export function gatewayFilesQuery(id: string) {
  return queryOptions({
    queryKey: ['tunnel-files', id],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/tunnel-gateways/{id}/configuration', { params: { path: { id } }, signal }),
        )
      ).data.files,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** As for the files of a gateway. */
export function routerScriptQuery(id: string) {
  return queryOptions({
    queryKey: ['tunnel-script', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/tunnels/{id}/configuration', { params: { path: { id } }, signal }))).data
        .script,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
