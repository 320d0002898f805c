import type { MessageAuthenticatorMode, NasVendor } from '../../nas/index.ts';
import type { PolicySubscriberRecord } from '../../policy/index.ts';

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

/**
 * The JSON of each kind; tenants and plan versions are as the policy has them. Instants are milliseconds since 1970
 * UTC, sealed values base64.
 */
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

export interface SubscriberRecord extends PolicySubscriberRecord {
  readonly usernameKey: string;
  readonly credential: 'password' | 'mac';
  readonly passwordSealed: string | null;
  readonly macBinding: 'none' | 'learn' | 'fixed';
  readonly macs: readonly string[];
  readonly nasId: string | null;
}
