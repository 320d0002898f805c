import type { MessageAuthenticatorMode, NasVendor } from '../../nas/index.ts';
import type { LoginWindow, SubscriberStatus } from '../../subscribers/index.ts';

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

/** The JSON of each kind. Instants are milliseconds since 1970 UTC, sealed values base64. */
export interface TenantRecord {
  readonly status: 'active' | 'suspended';
  readonly timeZone: string;
  readonly settings: readonly { readonly key: string; readonly value: unknown }[];
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
}

export interface CustomAttributeRecord {
  readonly name: string;
  readonly value: string;
}

export interface PlanVersionRecord {
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly burstDownloadBps: number | null;
  readonly burstUploadBps: number | null;
  readonly burstThresholdDownloadBps: number | null;
  readonly burstThresholdUploadBps: number | null;
  readonly burstTimeS: number | null;
  readonly sessionTimeoutS: number | null;
  readonly idleTimeoutS: number | null;
  readonly interimIntervalS: number | null;
  readonly sessionVolumeBytes: number | null;
  readonly maxSessions: number;
  readonly pool: string | null;
  readonly ipv6Pool: string | null;
  readonly delegatedIpv6Pool: string | null;
  readonly addressList: string | null;
  readonly customAttributes: readonly CustomAttributeRecord[];
}

export interface SubscriptionRecord {
  readonly id: string;
  readonly planVersionId: string;
  readonly status: 'pending' | 'active' | 'expired' | 'cancelled';
  readonly priority: number;
  readonly assignedAtMs: number;
  readonly startsAtMs: number;
  readonly expiresAtMs: number | null;
  readonly sessionVolumeBytes: number | null;
}

export interface SubscriberRecord {
  readonly usernameKey: string;
  readonly credential: 'password' | 'mac';
  readonly passwordSealed: string | null;
  readonly status: SubscriberStatus;
  readonly macBinding: 'none' | 'learn' | 'fixed';
  readonly macs: readonly string[];
  readonly nasId: string | null;
  readonly maxSessions: number | null;
  readonly loginWindows: readonly LoginWindow[] | null;
  readonly framedIp: string | null;
  readonly framedIpv6Prefix: string | null;
  readonly delegatedIpv6Prefix: string | null;
  readonly customAttributes: readonly CustomAttributeRecord[];
  /** Those that end last, and at most sixteen. */
  readonly subscriptions: readonly SubscriptionRecord[];
}
