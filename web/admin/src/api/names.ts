import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';

/** As many as a select shows before it should be a search. */
const mostNames = 200;
const freshMs = 60_000;

/** The names of NAS, for filters and charts. */
export const nasNamesQuery = queryOptions({
  queryKey: ['names', 'nas'],
  queryFn: async ({ signal }) => {
    const { data } = await answerOf(api.GET('/api/nas', { params: { query: { limit: mostNames } }, signal }));
    return data.map(({ id, name }) => ({ id, name }));
  },
  staleTime: freshMs,
});

/** The names of plans, retired ones too: they are still in use. */
export const planNamesQuery = queryOptions({
  queryKey: ['names', 'plans'],
  queryFn: async ({ signal }) => {
    const { data } = await answerOf(
      api.GET('/api/plans', { params: { query: { limit: mostNames } }, signal }),
    );
    return data.map(({ id, name }) => ({ id, name }));
  },
  staleTime: freshMs,
});
