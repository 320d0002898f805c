import type { Credential, KnownClient } from '@trunkline/radius';
import type { NasTransport, NasVendor } from '../../nas/index.ts';
import type { PolicyPlanVersion, PolicySubscriber, PolicyTenant } from '../../policy/index.ts';
import type { MacNumber } from '../login/mac-address.ts';
import type { NasObservation } from '../nas-watch/nas-observation.ts';
import type { PreparedAttribute } from '../render/render-terms.ts';
import type { ShardedMap } from '../sharded-map.ts';
import type { ClientTable } from './client-table.ts';
import type { GardenRecord, OwnPorts } from './snapshot-rows.ts';
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
  /** Where this tenant alone is asked; undefined: nowhere. */
  ownPorts: OwnPorts | undefined;
  /** The NAS that ask there: their addresses may be those of another tenant's. */
  readonly clientsAtOwnPort: ClientTable<SnapshotNas>;
  /** Another RADIUS server beside this one; undefined for nearly everybody. */
  shadow: ShadowTerms | undefined;
  /** By user name key; a closed subscriber stands here only while nobody has its name. */
  readonly byUsername: ShardedMap<string, SnapshotSubscriber>;
  /** Those who log in by MAC address alone. */
  readonly byMac: ShardedMap<MacNumber, SnapshotSubscriber>;
  /** By the address of a device that may log in by it alone. */
  readonly byCookie: ShardedMap<MacNumber, SnapshotSubscriber>;
  /** Whether devices log in by their address at all, and how long after a password. */
  remembersDevices: boolean;
  macCookieMs: number;
  /** A device that was not seen for so long takes no slot. */
  deviceForgetMs: number;
  pages: HotspotPages;
  walledGardenEntries: readonly GardenRecord[];
  loadedIn: number;
}

/** What a captive portal shows when. */
export interface HotspotPages {
  readonly landingUrl: string | null;
  readonly payUrl: string | null;
  readonly logoffUrl: string | null;
}

export interface SnapshotNas {
  readonly id: string;
  readonly tenant: SnapshotTenant;
  /** For people and metrics. */
  readonly name: string;
  readonly prefix: string;
  readonly vendor: NasVendor;
  /** How it comes: by its address at the common ports or at its tenant's own, or by its certificate over TLS. */
  readonly transport: NasTransport;
  readonly usesOwnPort: boolean;
  readonly certificateFingerprint: string | null;
  /** The NAS's own, else the tenant's. */
  readonly ownInterimIntervalS: number | null;
  readonly client: KnownClient<SnapshotNas>;
  readonly isEnabled: boolean;
  /** What was seen of it; outlives changes of the row. */
  readonly observation: NasObservation;
  loadedIn: number;
}

export interface SnapshotPlanVersion extends PolicyPlanVersion<PreparedAttribute> {
  readonly isHotspot: boolean;
  /** Of an account on a hotspot plan; null: as many as come. */
  readonly deviceSlots: number | null;
  loadedIn: number;
}

/** A device that logged in to a hotspot account. */
export interface SnapshotDevice {
  readonly mac: MacNumber;
  /** To within some hours. */
  readonly lastSeenMs: number;
  /** Until then it logs in by its address alone; null: by password only. */
  readonly rememberedUntilMs: number | null;
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
  devices: readonly SnapshotDevice[];
  loadedIn: number;
}

export function interimIntervalOf(nas: SnapshotNas): number {
  return nas.ownInterimIntervalS ?? nas.tenant.interimIntervalS;
}
