import type { Sealer } from '../../platform/keys/index.ts';
import { nasApiPasswordBinding } from './nas-deps.ts';

/** How the API of a router is reached, without its password. */
export interface NasApi {
  /** Null: at the address of its RADIUS packets. */
  address: string | null;
  port: number;
  usesTls: boolean;
  /** SHA-256 of its certificate in hex; null: the first one that is met will be learned. */
  fingerprint: string | null;
  username: string;
  hasPassword: true;
}

/** What it takes to sign in to the API of a router. */
export interface RouterAccess {
  address: string;
  port: number;
  usesTls: boolean;
  fingerprint: string | null;
  username: string;
  password: string;
}

/** The columns of a NAS that say how its API is reached. */
export interface RouterAccessRow {
  tenantId: string;
  id: string;
  prefix: string;
  apiAddress: string | null;
  apiPort: number | null;
  apiUsesTls: boolean;
  apiFingerprint: string | null;
  apiUsername: string | null;
  apiPasswordSealed: Buffer | null;
}

/** Those columns, for a query. */
export const routerAccessColumns = [
  'tenantId',
  'id',
  'prefix',
  'apiAddress',
  'apiPort',
  'apiUsesTls',
  'apiFingerprint',
  'apiUsername',
  'apiPasswordSealed',
] as const;

/** The ports on which RouterOS takes its API unless told otherwise. */
export function defaultApiPort(usesTls: boolean): number {
  return usesTls ? 8729 : 8728;
}

/** Undefined: this NAS has no API, or is a whole prefix of which nobody said which address is the router's. */
export function openRouterAccess(sealer: Sealer, row: RouterAccessRow): RouterAccess | undefined {
  const { apiPort, apiUsername, apiPasswordSealed } = row;
  const address = row.apiAddress ?? onlyAddress(row.prefix);
  if (apiPort === null || apiUsername === null || apiPasswordSealed === null || address === undefined) {
    return undefined;
  }
  return {
    address,
    port: apiPort,
    usesTls: row.apiUsesTls,
    fingerprint: row.apiFingerprint,
    username: apiUsername,
    password: sealer.open(apiPasswordSealed, nasApiPasswordBinding(row)).toString('utf8'),
  };
}

/** The API as people see it; null: there is none. */
export function toNasApi(row: Omit<RouterAccessRow, 'tenantId' | 'id'>): NasApi | null {
  if (row.apiPort === null || row.apiUsername === null) return null;
  return {
    address: row.apiAddress,
    port: row.apiPort,
    usesTls: row.apiUsesTls,
    fingerprint: row.apiFingerprint,
    username: row.apiUsername,
    hasPassword: true,
  };
}

/** The address of a prefix that holds one; undefined: it holds several. */
export function onlyAddress(prefix: string): string | undefined {
  const [address, bits] = prefix.split('/');
  return bits === (prefix.includes(':') ? '128' : '32') ? address : undefined;
}
