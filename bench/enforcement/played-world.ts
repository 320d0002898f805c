import type { EnforcementRung } from '@trunkline/server/modules/nas/index.ts';

/** Each crosses on its own, at routers of its own. */
export interface Group {
  readonly name: string;
  readonly order: readonly EnforcementRung[];
  readonly hasApi: boolean;
}

export const groups: readonly Group[] = [
  { name: 'CoA, read back over the API', order: ['coa', 'api', 'disconnect'], hasApi: true },
  { name: 'API alone', order: ['api'], hasApi: true },
  { name: 'CoA alone: acknowledged, the next interim confirms', order: ['coa'], hasApi: false },
];
export const sessionsPerGroup = 1_000;
export const routersPerGroup = 10;

export function routerAddress(place: number): string {
  return `127.41.0.${place + 1}`;
}

export interface PlayedSession {
  readonly router: number;
  readonly username: string;
  readonly acctSessionId: string;
  readonly framedIp: string;
}

/** The session of this number, of all groups. */
export function sessionOf(n: number): PlayedSession {
  const group = Math.floor(n / sessionsPerGroup);
  return {
    router: group * routersPerGroup + (n % routersPerGroup),
    username: `user${n}`,
    acctSessionId: `81${n.toString(16).padStart(6, '0')}`,
    framedIp: `10.16.${n >> 8}.${n & 255}`,
  };
}
