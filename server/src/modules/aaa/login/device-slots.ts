import type { AcceptedDecision } from './judge-login.ts';
import { readMac, type MacNumber } from './mac-address.ts';
import type { Login } from './read-login.ts';
import type {
  SnapshotDevice,
  SnapshotPlanVersion,
  SnapshotSubscriber,
} from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** The hotspot plan on which a login is served; undefined: devices are of no interest. In a walled garden nobody counts. */
export function hotspotPlanOf(
  { terms, subscription }: AcceptedDecision,
  { planVersionOf }: Pick<Snapshot, 'planVersionOf'>,
): SnapshotPlanVersion | undefined {
  if (terms.access !== 'full' || subscription === null) return undefined;
  const plan = planVersionOf(subscription.planVersionId);
  return plan?.isHotspot ? plan : undefined;
}

/** Whether the device has a place of this account's, or there is one free. One that is not named takes none. */
export function hasDeviceSlot(
  { devices, tenant }: SnapshotSubscriber,
  { mac, slots, nowMs }: { mac: MacNumber | undefined; slots: number | null; nowMs: number },
): boolean {
  if (slots === null || mac === undefined) return true;
  let taken = 0;
  for (const device of devices) {
    if (device.mac === mac) return true;
    if (device.lastSeenMs > nowMs - tenant.deviceForgetMs) taken++;
  }
  return taken < slots;
}

/**
 * Whether a device may log in by its address alone. The router must name it as the device too: a person can type an
 * address for a name.
 */
export function isRememberedDevice(
  { devices, tenant }: SnapshotSubscriber,
  { nameMac, station, nowMs }: Pick<Login, 'nameMac' | 'station'> & { nowMs: number },
): boolean {
  if (!tenant.remembersDevices || nameMac === undefined || readMac(station) !== nameMac) return false;
  const device = devices.find(({ mac }) => mac === nameMac);
  return device !== undefined && (device.rememberedUntilMs ?? 0) > nowMs;
}

/** More of one account are not remembered: phones that change their address would make no end of them. */
export const mostDevices = 50;

/** With this device in place of what was known of it; beyond the most, the one unseen for longest goes. */
export function withDevice(
  devices: readonly SnapshotDevice[],
  device: SnapshotDevice,
): readonly SnapshotDevice[] {
  const others = devices.filter(({ mac }) => mac !== device.mac);
  if (others.length < mostDevices) return [...others, device];
  return [...others.toSorted((a, b) => b.lastSeenMs - a.lastSeenMs).slice(0, mostDevices - 1), device];
}
