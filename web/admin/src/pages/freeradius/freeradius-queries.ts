import type { paths } from '@trunkline/openapi-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

export type Bridge = paths['/api/freeradius']['get']['responses'][200]['content']['application/json']['data'];
export type Verification =
  paths['/api/freeradius/verify']['post']['responses'][200]['content']['application/json']['data'];
export type RowDifference = Verification['differences'][number];

/** Its password is told this once. */
export type BridgeLogin =
  paths['/api/freeradius/turn-on']['post']['responses'][200]['content']['application/json']['data'];

const refreshMs = 3_000;

export const bridgeQuery = queryOptions({
  queryKey: ['freeradius'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/freeradius', { signal }))).data,
  refetchInterval: refreshMs,
});

export async function turnOnBridge(): Promise<BridgeLogin> {
  return (await answerOf(api.POST('/api/freeradius/turn-on', { body: { understands: true } }))).data;
}

export async function turnOffBridge(): Promise<void> {
  await answerOf(api.POST('/api/freeradius/turn-off'));
}

export async function renewBridgePassword(): Promise<BridgeLogin> {
  return (await answerOf(api.POST('/api/freeradius/new-password'))).data;
}

export async function rebuildBridge(): Promise<{ taskId: string }> {
  return (await answerOf(api.POST('/api/freeradius/rebuild'))).data;
}

/** Every row is computed anew: of tens of thousands of subscribers that takes its time. */
export async function verifyBridge(): Promise<Verification> {
  return (await answerOf(api.POST('/api/freeradius/verify'))).data;
}
