import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

/** Whether this installation still waits for its owner. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/setup', { signal }))).data,
});

/** How far the tenant is on the way to its first subscriber; watched while the guide is open. */
export const guideQuery = queryOptions({
  queryKey: ['guide'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/guide', { signal }))).data,
});
