import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '@trunkline/openapi-client';
import { answerOf, api } from '../../api/api.ts';

type Operations = paths['/api/plans/simulations/{id}'];
export type Simulation = Operations['get']['responses'][200]['content']['application/json']['data'];
export type ListedSimulation =
  paths['/api/plans/simulations']['get']['responses'][200]['content']['application/json']['data'][number];
export type SimulatedOutcome =
  paths['/api/plans/simulations/{id}/subscribers']['get']['responses'][200]['content']['application/json']['data'][number];
export type SimulationBody =
  paths['/api/plans/simulations']['post']['requestBody']['content']['application/json'];

export const outcomeFilters = ['all', 'slow', 'cut', 'pays_more', 'pays_less'] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number];

const lookEveryMs = 1_000;
const pageSize = 100;
const largestPage = 500;

export function isUnderWay({ state }: Pick<Simulation, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

export const simulationQuery = (id: string) =>
  queryOptions({
    queryKey: ['simulations', 'one', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/plans/simulations/{id}', { params: { path: { id } }, signal }))).data,
    refetchInterval: ({ state: { data } }) => (data && !isUnderWay(data) ? false : lookEveryMs),
  });

/** Those of a week are few: one page holds them. */
export const recentSimulationsQuery = queryOptions({
  queryKey: ['simulations', 'recent'],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/plans/simulations', { params: { query: { limit: largestPage } }, signal })))
      .data,
});

/** Rows come while it works; `isOver` is in the key, so that the list is read anew when it is whole. */
export const outcomesQuery = (asked: { id: string; only: OutcomeFilter; isOver: boolean }) =>
  infiniteQueryOptions({
    queryKey: ['simulations', 'outcomes', asked],
    queryFn: ({ pageParam, signal }) => fetchOutcomes(asked, { cursor: pageParam, limit: pageSize, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ meta }) => meta.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export function fetchAllOutcomes(
  asked: { id: string; only: OutcomeFilter },
  cursor: string | null,
  signal: AbortSignal,
) {
  return fetchOutcomes(asked, { cursor: cursor ?? undefined, limit: largestPage, signal });
}

function fetchOutcomes(
  { id, only }: { id: string; only: OutcomeFilter },
  { cursor, limit, signal }: { cursor: string | undefined; limit: number; signal: AbortSignal },
) {
  const query = { only, limit, ...(cursor !== undefined && { cursor }) };
  return answerOf(
    api.GET('/api/plans/simulations/{id}/subscribers', { params: { path: { id }, query }, signal }),
  );
}

export async function startSimulation(body: SimulationBody) {
  return (await answerOf(api.POST('/api/plans/simulations', { body }))).data;
}
