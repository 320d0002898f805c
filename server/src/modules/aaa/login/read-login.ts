import { CallingStationId, UserName, type Packet } from '@trunkline/radius';
import { usernameKey } from '../../subscribers/index.ts';
import { formatMac, readMac, type MacNumber } from './mac-address.ts';
import type { SnapshotSubscriber, SnapshotTenant } from '../snapshot/snapshot-entries.ts';

/** Who a packet says it is about. The bytes are as they came: MS-CHAP and the log need those. */
export interface Login {
  /** Empty when the packet has no User-Name. */
  readonly name: Buffer;
  /** Calling-Station-Id; empty when the NAS said none. */
  readonly station: Buffer;
  /** The name is a MAC address, as NAS send it for devices without a password. */
  readonly nameMac: MacNumber | undefined;
  /** The device: from Calling-Station-Id, else the name. */
  readonly mac: MacNumber | undefined;
  /** Undefined: nobody in this tenant. */
  readonly subscriber: SnapshotSubscriber | undefined;
  /** It was found by a device that is remembered; whether that holds now is for a login to ask. */
  readonly isRemembered: boolean;
}

const nothing = Buffer.alloc(0);

/** Reads who logs in or reports, and finds the subscriber in the tenant of the NAS; the packet names no tenant. */
export function readLogin(packet: Packet, tenant: SnapshotTenant): Login {
  const name = packet.raw(UserName) ?? nothing;
  const station = packet.raw(CallingStationId) ?? nothing;
  const nameMac = readMac(name);
  const own = findSubscriber(tenant, name, nameMac);
  const remembered = own || nameMac === undefined ? undefined : tenant.byCookie.get(nameMac);
  return {
    name,
    station,
    nameMac,
    mac: readMac(station) ?? nameMac,
    subscriber: own ?? remembered,
    isRemembered: remembered !== undefined,
  };
}

function findSubscriber(
  tenant: SnapshotTenant,
  name: Buffer,
  nameMac: MacNumber | undefined,
): SnapshotSubscriber | undefined {
  const rules = { stripRealm: tenant.stripsRealm, credential: 'password' } as const;
  const named = tenant.byUsername.get(usernameKey(name.toString('utf8'), rules));
  if (named || nameMac === undefined) return named;
  return tenant.byUsername.get(formatMac(nameMac)) ?? tenant.byMac.get(nameMac);
}
