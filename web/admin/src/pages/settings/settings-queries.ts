import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

export type Settings = paths['/api/settings']['get']['responses'][200]['content']['application/json']['data'];
export type SettingKey = keyof Settings;
export type RunningRole =
  paths['/api/system/roles']['get']['responses'][200]['content']['application/json']['data'][number];

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/settings', { signal }))).data,
});

export const ownTenantQuery = queryOptions({
  queryKey: ['tenant'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/tenant', { signal }))).data,
});

const refreshMs = 5_000;

/** What runs, by its last sign of life; for the operator alone. */
export const runningRolesQuery = queryOptions({
  queryKey: ['system', 'roles'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/system/roles', { signal }))).data,
  refetchInterval: refreshMs,
});
