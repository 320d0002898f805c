import type { SnapshotSubscriber } from '../snapshot/snapshot-entries.ts';

/**
 * Notes the device (Calling-Station-Id) that a subscriber proved the password from or is online from. Accounting
 * tells it too, so that a process that starts anew soon knows the devices of all who are online.
 */
export function noteDevice(subscriber: SnapshotSubscriber, station: Uint8Array): void {
  if (station.length > 0) subscriber.knownDevice = hashOf(station);
}

/** Whether it is the device noted last; a chance equality only spares somebody a refusal. */
export function isKnownDevice({ knownDevice }: SnapshotSubscriber, station: Uint8Array): boolean {
  return knownDevice !== undefined && station.length > 0 && knownDevice === hashOf(station);
}

/** FNV-1a, signed: such a number stands in the object itself. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
