import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type QueryClient,
} from '@tanstack/react-query';
import type { TableState } from '@trunkline/web-ui/table';
import { answerOf, api } from '../../api/api.ts';

const pageSize = 50;
const csvPageSize = 200;

/** The filters of the list, as they stand in the address. */
export const listFilters = ['q', 'status', 'plan', 'nas', 'tag', 'expires', 'online'] as const;

export const subscriberStatuses = [
  'new',
  'active',
  'grace',
  'paused',
  'suspended',
  'expired',
  'disabled',
  'closed',
] as const;
export type SubscriberStatus = (typeof subscriberStatuses)[number];

/** What the API filters by, from the table's filters. What the API would refuse is left out. */
export function toApiFilter(filters: Readonly<Record<string, string>>) {
  const { q, status, plan, nas, tag, expires, online } = filters;
  const days = Number(expires);
  return {
    ...(q && { q }),
    ...(isStatus(status) && { status }),
    ...(plan && { planId: plan }),
    ...(nas && { nasId: nas }),
    ...(tag && { tag }),
    ...(Number.isInteger(days) && days > 0 && { expiresWithinDays: days }),
    ...((online === 'true' || online === 'false') && { online: online === 'true' }),
  };
}

function isStatus(text: string | undefined): text is SubscriberStatus {
  return subscriberStatuses.some((status) => status === text);
}

const apiSorts = {
  username: ['username', '-username'],
  name: ['name', '-name'],
  expiry: ['expiry', '-expiry'],
  created: ['oldest', 'newest'],
} as const;
export const listSorts = Object.keys(apiSorts) as (keyof typeof apiSorts)[];

function toApiSort(sort: TableState['sort']) {
  if (sort === null) return 'username';
  const [ascending, descending] = apiSorts[sort.key as keyof typeof apiSorts];
  return sort.direction === 'asc' ? ascending : descending;
}

interface PageInput {
  state: TableState;
  cursor: string | null;
  limit?: number;
  signal: AbortSignal;
}

/** One page of the list, for the table and for the CSV. */
export async function fetchSubscribers({ state, cursor, limit = csvPageSize, signal }: PageInput) {
  const { online, ...filter } = toApiFilter(state.filters);
  const query = {
    ...filter,
    ...(online !== undefined && { online: online ? ('true' as const) : ('false' as const) }),
    sort: toApiSort(state.sort),
    limit,
    ...(cursor !== null && { cursor }),
  };
  return answerOf(api.GET('/api/subscribers', { params: { query }, signal }));
}

export type ListedSubscriber = Awaited<ReturnType<typeof fetchSubscribers>>['data'][number];

export function subscriberPagesQuery(state: TableState) {
  const { filters, sort } = state;
  return infiniteQueryOptions({
    queryKey: ['subscribers', 'list', { filters, sort }],
    queryFn: ({ pageParam, signal }) =>
      fetchSubscribers({ state, cursor: pageParam, limit: pageSize, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

export const countsQuery = queryOptions({
  queryKey: ['subscribers', 'counts'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/subscribers/counts', { signal }))).data,
  staleTime: 30_000,
});

export function subscriberQuery(id: string) {
  return queryOptions({
    queryKey: ['subscribers', 'one', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/subscribers/{id}', { params: { path: { id } }, signal }))).data,
  });
}
export type Subscriber = Awaited<ReturnType<NonNullable<ReturnType<typeof subscriberQuery>['queryFn']>>>;

export function lastLoginQuery(id: string) {
  return queryOptions({
    queryKey: ['subscribers', 'one', id, 'last-login'],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/subscribers/{id}/last-login', { params: { path: { id } }, signal })))
        .data,
    refetchInterval: 15_000,
  });
}
export type LastLogin = Awaited<ReturnType<NonNullable<ReturnType<typeof lastLoginQuery>['queryFn']>>>;

/** The open sessions of a subscriber, the newest first. */
export function openSessionsQuery(id: string) {
  return queryOptions({
    queryKey: ['subscribers', 'one', id, 'open-sessions'],
    queryFn: async ({ signal }) => {
      const query = { subscriberId: id, online: 'true' as const, limit: 20 };
      return (await answerOf(api.GET('/api/sessions', { params: { query }, signal }))).data;
    },
    refetchInterval: 10_000,
  });
}
export type Session = Awaited<
  ReturnType<NonNullable<ReturnType<typeof openSessionsQuery>['queryFn']>>
>[number];

/** Enough for any choice of a plan; a tenant with more finds them by the plan's page. */
const mostPlans = 200;

export const plansOnSaleQuery = queryOptions({
  queryKey: ['plans', 'on-sale'],
  queryFn: async ({ signal }) => {
    const query = { status: 'on_sale' as const, limit: mostPlans };
    return (await answerOf(api.GET('/api/plans', { params: { query }, signal }))).data;
  },
  staleTime: 60_000,
});
export type PlanOnSale = Awaited<ReturnType<NonNullable<(typeof plansOnSaleQuery)['queryFn']>>>[number];

export const nasNamesQuery = queryOptions({
  queryKey: ['nas', 'names'],
  queryFn: async ({ signal }) => {
    const { data } = await answerOf(api.GET('/api/nas', { params: { query: { limit: mostPlans } }, signal }));
    return new Map(data.map(({ id, name }) => [id, name]));
  },
  staleTime: 60_000,
});

/** After anything was done to a subscriber: all that shows one is read anew. */
export function refreshSubscribers(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['subscribers'] });
}
