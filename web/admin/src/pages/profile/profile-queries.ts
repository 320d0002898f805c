import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

export const secondFactorQuery = queryOptions({
  queryKey: ['profile', 'second-factor'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/auth/second-factor', { signal }))).data,
});

export const ownSessionsQuery = queryOptions({
  queryKey: ['profile', 'sessions'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/auth/sessions', { signal }))).data,
});
