import type { paths } from '@trunkline/openapi-client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { resolveRange, type TimeRange } from '@trunkline/web-ui/chart';
import { answerOf, api } from '../../api/api.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { data: infer Data } } } } };
}
  ? Data
  : never;

export type Nas = Answer<'/api/nas/{id}'>;
export type NasNow = Answer<'/api/nas/figures'>[number];
export type NasSeries = Answer<'/api/nas/{id}/figures'>;
export type NasSetup = Answer<'/api/nas/{id}/script'>;
export type NasTest = Answer<'/api/nas-tests/{id}'>;
export type NasCheck = NasTest['checks'][number];

const pageSize = 200;
/** An installation with more routers than this needs a list by pages; until then all sort and filter at once. */
const mostPages = 20;
const refreshMs = 10_000;

/** All NAS, by name: few enough to be sorted and filtered where they are shown. */
export const allNasQuery = queryOptions({
  queryKey: ['nas', 'all'],
  queryFn: async ({ signal }) => {
    const all: Nas[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
      const { data, meta } = await answerOf(api.GET('/api/nas', { params: { query }, signal }));
      all.push(...data);
      if (meta.nextCursor === null) break;
      cursor = meta.nextCursor;
    }
    return all;
  },
});

export const nasFiguresQuery = queryOptions({
  queryKey: ['nas', 'figures'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/nas/figures', { signal }))).data,
  refetchInterval: refreshMs,
});

export const nasQuery = (id: string) =>
  queryOptions({
    queryKey: ['nas', 'one', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/nas/{id}', { params: { path: { id } }, signal }))).data,
    refetchInterval: refreshMs,
  });

export const nasSeriesQuery = (id: string, range: TimeRange) =>
  queryOptions({
    queryKey: ['nas', 'series', id, range],
    queryFn: async ({ signal }) => {
      const query = typeof range === 'string' ? { range } : periodOf(range);
      return (await answerOf(api.GET('/api/nas/{id}/figures', { params: { path: { id }, query }, signal })))
        .data;
    },
    refetchInterval: typeof range === 'string' ? refreshMs : false,
    placeholderData: keepPreviousData,
  });

function periodOf(range: TimeRange): { from: string; to: string } {
  const { fromMs, toMs } = resolveRange(range, 0);
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

export interface ScriptRequest {
  id: string;
  version: '7' | '6';
  server: string | undefined;
}

/** Has the secret in it, so it is kept no longer than it is shown. */
export const nasScriptQuery = ({ id, version, server }: ScriptRequest) =>
  queryOptions({
    queryKey: ['nas', 'script', id, version, server],
    queryFn: async ({ signal }) => {
      const query = { version, ...(server === undefined ? {} : { server }) };
      return (await answerOf(api.GET('/api/nas/{id}/script', { params: { path: { id }, query }, signal })))
        .data;
    },
    gcTime: 0,
    staleTime: Infinity,
  });

export const unknownSourcesQuery = queryOptions({
  queryKey: ['nas', 'unknown-sources'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/unknown-sources', { signal }))).data,
});

const testPollMs = 500;

/** Asked for again until the worker has looked. */
export const nasTestQuery = (id: string) =>
  queryOptions({
    queryKey: ['nas', 'test', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/nas-tests/{id}', { params: { path: { id } }, signal }))).data,
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : testPollMs),
  });
