import { queryOptions } from '@tanstack/react-query';
import type { paths } from '@trunkline/openapi-client';
import { answerOf, api } from '../../../api/api.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { data: infer Data } } } } };
}
  ? Data
  : never;

export type Policy = Answer<'/api/subscribers/{id}/policy'>;
export type SessionTerms = Answer<'/api/subscribers/{id}/session-terms'>[number];
export type EnforcementStep = SessionTerms['steps'][number];
export type TopUp = Answer<'/api/subscribers/{id}/top-ups'>[number];
export type Boost = Answer<'/api/subscribers/{id}/boosts'>[number];

const refreshMs = 15_000;
/** While a step is under way the page follows it closely. */
const followMs = 2_000;

/** Under the subscriber's own key, so that any change of the subscriber reads it anew. */
const keyOf = (id: string, what: string) => ['subscribers', 'one', id, what] as const;

/** What holds for the subscriber now, and why. */
export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf(id, 'policy'),
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/subscribers/{id}/policy', { params: { path: { id } }, signal }))).data,
    refetchInterval: refreshMs,
  });

/** What each open session is to get and has, with the steps taken. */
export const sessionTermsQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf(id, 'session-terms'),
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/subscribers/{id}/session-terms', { params: { path: { id } }, signal })))
        .data,
    // Of a session that has just begun nothing is decided yet.
    refetchInterval: ({ state: { data } }) =>
      data?.length && data.every(({ state }) => state === 'in_step') ? refreshMs : followMs,
  });

export const topUpsQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf(id, 'top-ups'),
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/subscribers/{id}/top-ups', { params: { path: { id } }, signal }))).data,
  });

export const boostsQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf(id, 'boosts'),
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/subscribers/{id}/boosts', { params: { path: { id } }, signal }))).data,
  });
