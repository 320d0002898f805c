import type { MessageAuthenticatorMode, NasTransport, NasVendor } from '../../nas/index.ts';
import type { PolicySubscriberRecord, PolicyTenantRecord } from '../../policy/index.ts';

export const snapshotKinds = ['tenant', 'nas', 'plan_version', 'subscriber'] as const;
/** What the snapshot holds, in the order in which one refers to the other; also the kinds of the change feed. */
export type SnapshotKind = (typeof snapshotKinds)[number];

/**
 * One row as it travels from the database to memory and to the file: JSON made by PostgreSQL, so that both
 * get the same text and nothing is decoded twice. `json` is null when the row is gone.
 */
export interface SnapshotRow {
  readonly kind: SnapshotKind;
  /** A tenant's own row carries its own id here too. */
  readonly tenantId: string;
  readonly id: string;
  readonly json: string | null;
}

export interface OwnPorts {
  readonly auth: number;
  readonly acct: number;
}

/** Where a hotspot lets a device go before a login. */
export interface GardenRecord {
  readonly host: string | null;
  readonly prefix: string | null;
  readonly protocol: string | null;
  readonly port: number | null;
}

/**
 * The JSON of each kind; tenants and plan versions are as the policy has them. Instants are milliseconds since 1970
 * UTC, sealed values base64.
 */
export interface TenantRecord extends PolicyTenantRecord {
  /** Missing in a file of an earlier version, as below. */
  readonly ownPorts?: OwnPorts | null;
  readonly walledGarden?: readonly GardenRecord[] | null;
}

export interface NasRecord {
  /** Missing in a snapshot file that an earlier version wrote. */
  readonly name?: string;
  readonly prefix: string;
  readonly secretSealed: string;
  readonly vendor: NasVendor;
  readonly messageAuthenticator: MessageAuthenticatorMode;
  readonly interimIntervalS: number | null;
  readonly isEnabled: boolean;
  readonly transport?: NasTransport;
  readonly certificateFingerprint?: string | null;
  readonly usesOwnPort?: boolean;
}

/** `[mac, lastSeenMs, rememberedUntilMs]`: most have none, and many have several. */
export type DeviceRecord = readonly [string, number, number | null];

export interface SubscriberRecord extends PolicySubscriberRecord {
  /** Null or missing: none. */
  readonly devices?: readonly DeviceRecord[] | null;
  readonly usernameKey: string;
  readonly credential: 'password' | 'mac';
  readonly passwordSealed: string | null;
  readonly macBinding: 'none' | 'learn' | 'fixed';
  readonly macs: readonly string[];
  readonly nasId: string | null;
}
