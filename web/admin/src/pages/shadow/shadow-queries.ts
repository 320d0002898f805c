import type { paths } from '@trunkline/openapi-client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { data: infer Data } } } } };
}
  ? Data
  : never;

export type Shadow = Answer<'/api/shadow'>;
export type ShadowServer = NonNullable<Shadow['server']>;
export type KindCount = Answer<'/api/shadow/kinds'>[number];
export type Disagreement = Answer<'/api/shadow/disagreements'>[number];
export type ShadowAnswer = Disagreement['ours'];
type ShadowSetup = paths['/api/shadow']['put']['requestBody']['content']['application/json'];

const refreshMs = 2_000;
const listRefreshMs = 10_000;
const pageSize = 50;
const csvPageSize = 200;

export const shadowQuery = queryOptions({
  queryKey: ['shadow', 'status'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/shadow', { signal }))).data,
  refetchInterval: refreshMs,
});

export const kindsQuery = queryOptions({
  queryKey: ['shadow', 'kinds'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/shadow/kinds', { signal }))).data,
  refetchInterval: refreshMs,
});

interface PageInput {
  kind: string | undefined;
  cursor: string | null;
  limit?: number;
  signal: AbortSignal;
}

/** One page of the list, for the table and for the CSV. */
export function fetchDisagreements({ kind, cursor, limit = csvPageSize, signal }: PageInput) {
  const query = { limit, ...(kind !== undefined && { kind }), ...(cursor !== null && { cursor }) };
  return answerOf(api.GET('/api/shadow/disagreements', { params: { query }, signal }));
}

export const disagreementPagesQuery = (kind: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['shadow', 'disagreements', kind],
    queryFn: ({ pageParam, signal }) =>
      fetchDisagreements({ kind, cursor: pageParam, limit: pageSize, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: listRefreshMs,
  });

export async function saveShadow(body: ShadowSetup): Promise<Shadow> {
  return (await answerOf(api.PUT('/api/shadow', { body }))).data;
}

export async function switchShadow(to: Shadow['answeredBy'], anyway: boolean): Promise<Shadow> {
  return (await answerOf(api.POST('/api/shadow/switch', { body: { to, anyway } }))).data;
}

export async function forgetDisagreements(): Promise<void> {
  await answerOf(api.POST('/api/shadow/forget'));
}
