import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': { data: infer Data } } } } };
}
  ? Data
  : never;

export type RouterView = Answer<'/api/nas/{id}/router'>;
export type RouterState = NonNullable<RouterView['state']>;
export type RouterTest =
  paths['/api/nas/{id}/router/test']['post']['responses'][200]['content']['application/json']['data'];
export type Enforcement = Answer<'/api/nas/{id}/enforcement'>;
export type CoaTest = Answer<'/api/nas/{id}/coa-test/{testId}'>;

const refreshMs = 5_000;
const testPollMs = 500;

/** What the last passes over the router's API saw. */
export const routerQuery = (id: string) =>
  queryOptions({
    queryKey: ['nas', 'one', id, 'router'],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/nas/{id}/router', { params: { path: { id } }, signal }))).data,
    refetchInterval: refreshMs,
  });

export async function testRouter(id: string): Promise<RouterTest> {
  return (await answerOf(api.POST('/api/nas/{id}/router/test', { params: { path: { id } } }))).data;
}

/** How far open sessions are from what they should have, and how fast changes get there. */
export const enforcementQuery = (id: string) =>
  queryOptions({
    queryKey: ['nas', 'one', id, 'enforcement'],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/nas/{id}/enforcement', { params: { path: { id } }, signal }))).data,
    refetchInterval: refreshMs,
  });

export async function startCoaTest(id: string, storesPort: boolean) {
  const init = { params: { path: { id } }, body: { storesPort } };
  return (await answerOf(api.POST('/api/nas/{id}/coa-test', init))).data;
}

/** Asked for again until the worker has tried all it knows. */
export const coaTestQuery = ({ nasId, testId }: { nasId: string; testId: string }) =>
  queryOptions({
    queryKey: ['nas', 'coa-test', nasId, testId],
    queryFn: async ({ signal }) => {
      const params = { path: { id: nasId, testId } };
      return (await answerOf(api.GET('/api/nas/{id}/coa-test/{testId}', { params, signal }))).data;
    },
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : testPollMs),
  });
