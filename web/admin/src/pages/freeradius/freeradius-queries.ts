import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';

export interface Bridge {
  isOn: boolean;
  since: string | null;
  databaseRole: string | null;
  database: { host: string; port: number; name: string };
  subscribers: { total: number; inStep: number; waiting: number };
  lagMs: number;
  oldestWaitingS: number;
  lastVerify: null | { at: string; differences: number };
  accounting: { queued: number; oldestS: number | null; lastAt: string | null };
  groups: number;
}

export interface RowDifference {
  table: string;
  name: string;
  attribute: string;
  wanted: string | null;
  found: string | null;
}

export interface Verification {
  checked: number;
  differences: RowDifference[];
  more: boolean;
}

const refreshMs = 3_000;

export const bridgeQuery = queryOptions({
  queryKey: ['freeradius'],
  queryFn: async ({ signal }) => (await ask<Bridge>('GET', '/api/freeradius', { signal })).data,
  refetchInterval: refreshMs,
});

/** Answers the password of the database role, which is told this once. */
export async function turnOnBridge(): Promise<{ password: string }> {
  return (await ask<{ password: string }>('POST', '/api/freeradius/turn-on', { body: { understands: true } }))
    .data;
}

export async function turnOffBridge(): Promise<void> {
  await ask('POST', '/api/freeradius/turn-off');
}

export async function renewBridgePassword(): Promise<{ password: string }> {
  return (await ask<{ password: string }>('POST', '/api/freeradius/new-password')).data;
}

export async function rebuildBridge(): Promise<{ taskId: string }> {
  return (await ask<{ taskId: string }>('POST', '/api/freeradius/rebuild')).data;
}

export async function verifyBridge(): Promise<Verification> {
  return (await ask<Verification>('POST', '/api/freeradius/verify')).data;
}
