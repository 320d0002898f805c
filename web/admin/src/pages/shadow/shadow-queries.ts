import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';

export interface ShadowServer {
  address: string;
  authPort: number;
  acctPort: number;
  uses: 'udp' | 'radsec';
}

export interface Shadow {
  mode: 'off' | 'proxy' | 'listener';
  answeredBy: 'theirs' | 'ours';
  server: ShadowServer | null;
  logins: number;
  agreeing: number;
  disagreeing: number;
  accounting: { relayed: number; failed: number };
  zeroSince: string | null;
  minutes: { minute: string; logins: number; disagreeing: number }[];
  canSwitch: boolean;
  whyNot: string | null;
}

export interface ShadowAnswer {
  decision: string;
  reason: string | null;
  attributes: { name: string; value: string }[];
}

export interface Disagreement {
  id: string;
  kind: string;
  sentence: string;
  subscriberId: string | null;
  username: string;
  nasId: string;
  nasName: string | null;
  firstAt: string;
  lastAt: string;
  count: number;
  ours: ShadowAnswer;
  theirs: ShadowAnswer;
}

export interface ShadowSetup {
  mode: Shadow['mode'];
  server: ShadowServer | null;
  secret?: string;
}

export interface KindCount {
  kind: string;
  count: number;
}

const refreshMs = 2_000;
const pageSize = 50;
const csvPageSize = 200;

export const shadowQuery = queryOptions({
  queryKey: ['shadow', 'status'],
  queryFn: async ({ signal }) => (await ask<Shadow>('GET', '/api/shadow', { signal })).data,
  refetchInterval: refreshMs,
});

export const kindsQuery = queryOptions({
  queryKey: ['shadow', 'kinds'],
  queryFn: async ({ signal }) => (await ask<KindCount[]>('GET', '/api/shadow/kinds', { signal })).data,
  refetchInterval: refreshMs,
});

export interface DisagreementFilter {
  kind?: string | undefined;
  subscriberId?: string | undefined;
}

interface PageInput {
  filter: DisagreementFilter;
  cursor: string | null;
  limit?: number;
  signal: AbortSignal;
}

export function fetchDisagreements({ filter, cursor, limit = csvPageSize, signal }: PageInput) {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(filter.kind && { kind: filter.kind }),
    ...(filter.subscriberId && { subscriberId: filter.subscriberId }),
    ...(cursor !== null && { cursor }),
  });
  return ask<Disagreement[]>('GET', `/api/shadow/disagreements?${query}`, { signal });
}

export const disagreementPagesQuery = (filter: DisagreementFilter) =>
  infiniteQueryOptions({
    queryKey: ['shadow', 'disagreements', filter],
    queryFn: ({ pageParam, signal }) =>
      fetchDisagreements({ filter, cursor: pageParam, limit: pageSize, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.meta.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 5 * refreshMs,
  });

export async function saveShadow(body: ShadowSetup): Promise<Shadow> {
  return (await ask<Shadow>('PUT', '/api/shadow', { body })).data;
}

export async function switchShadow(to: Shadow['answeredBy'], anyway: boolean): Promise<void> {
  await ask('POST', '/api/shadow/switch', { body: { to, ...(anyway && { anyway }) } });
}

export async function forgetDisagreements(): Promise<void> {
  await ask('POST', '/api/shadow/forget');
}
