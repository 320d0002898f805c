import type { Credential, KnownClient } from '@trunkline/radius';
import type { NasVendor } from '../../nas/index.ts';
import type { PolicyPlanVersion, PolicySubscriber, PolicyTenant } from '../../policy/index.ts';
import type { MacNumber } from '../login/mac-address.ts';
import type { NasObservation } from '../nas-watch/nas-observation.ts';
import type { PreparedAttribute } from '../render/render-terms.ts';
import type { ShardedMap } from '../sharded-map.ts';
import type { ShadowTerms } from './shadow-terms.ts';

/** What a login needs of a tenant. The object stays the same while its row changes. */
export interface SnapshotTenant extends PolicyTenant {
  readonly id: string;
  stripsRealm: boolean;
  interimIntervalS: number;
  /** Older news than this gets silence; Infinity: no limit. */
  maxAgeMs: number;
  /** What a NAS sends as the password of a MAC login; undefined: the address itself or nothing. */
  macAuthCredential: Credential | undefined;
  /** Another RADIUS server beside this one; undefined for nearly everybody. */
  shadow: ShadowTerms | undefined;
  /** By user name key; a closed subscriber stands here only while nobody has its name. */
  readonly byUsername: ShardedMap<string, SnapshotSubscriber>;
  /** Those who log in by MAC address alone. */
  readonly byMac: ShardedMap<MacNumber, SnapshotSubscriber>;
  loadedIn: number;
}

export interface SnapshotNas {
  readonly id: string;
  readonly tenant: SnapshotTenant;
  /** For people and metrics. */
  readonly name: string;
  readonly prefix: string;
  readonly vendor: NasVendor;
  /** The NAS's own, else the tenant's. */
  readonly ownInterimIntervalS: number | null;
  readonly client: KnownClient<SnapshotNas>;
  readonly isEnabled: boolean;
  /** What was seen of it; outlives changes of the row. */
  readonly observation: NasObservation;
  loadedIn: number;
}

export interface SnapshotPlanVersion extends PolicyPlanVersion<PreparedAttribute> {
  loadedIn: number;
}

export interface SnapshotSubscriber extends PolicySubscriber<PreparedAttribute> {
  readonly id: string;
  readonly tenant: SnapshotTenant;
  readonly usernameKey: string;
  /** Undefined: logs in by MAC address alone. */
  readonly credential: Credential | undefined;
  readonly macBinding: 'none' | 'learn' | 'fixed';
  macs: readonly MacNumber[];
  /** What this process saw the subscriber come from last (`known-device.ts`); outlives changes of the row. */
  knownDevice: number | undefined;
  readonly nasId: string | null;
  loadedIn: number;
}

export function interimIntervalOf(nas: SnapshotNas): number {
  return nas.ownInterimIntervalS ?? nas.tenant.interimIntervalS;
}
