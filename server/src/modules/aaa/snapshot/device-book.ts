import { withDevice } from '../login/device-slots.ts';
import type { MacNumber } from '../login/mac-address.ts';
import type { SnapshotDevice, SnapshotSubscriber } from './snapshot-entries.ts';

/** One for all who have none: most do. */
const none: readonly never[] = [];

/** Devices that logged in here and are not in the database yet; a row that comes in meanwhile does not take them away. */
export class DeviceBook {
  readonly #kept = new Map<string, readonly SnapshotDevice[]>();

  /** It holds at once, and until the database says otherwise. */
  keep(subscriber: SnapshotSubscriber, device: SnapshotDevice): void {
    this.#kept.set(subscriber.id, withDevice(this.#kept.get(subscriber.id) ?? none, device));
    subscriber.devices = withDevice(subscriber.devices, device);
    list(subscriber, device);
  }

  /** It was written, or there was no slot for it. */
  settle(
    id: string,
    {
      mac,
      isKept,
      subscriber,
    }: { mac: MacNumber; isKept: boolean; subscriber: SnapshotSubscriber | undefined },
  ): void {
    const rest = (this.#kept.get(id) ?? none).filter((device) => device.mac !== mac);
    if (rest.length > 0) this.#kept.set(id, rest);
    else this.#kept.delete(id);
    if (isKept || !subscriber) return;
    subscriber.devices = subscriber.devices.filter((device) => device.mac !== mac);
    const { byCookie } = subscriber.tenant;
    if (byCookie.get(mac) === subscriber) byCookie.delete(mac);
  }

  /** A row of this subscriber came in. */
  add(subscriber: SnapshotSubscriber): void {
    for (const device of this.#kept.get(subscriber.id) ?? none)
      subscriber.devices = withDevice(subscriber.devices, device);
    for (const device of subscriber.devices) list(subscriber, device);
  }

  /** Its devices lead to it no more. */
  remove(subscriber: SnapshotSubscriber): void {
    const { byCookie } = subscriber.tenant;
    for (const { mac } of subscriber.devices) if (byCookie.get(mac) === subscriber) byCookie.delete(mac);
  }
}

function list(subscriber: SnapshotSubscriber, { mac, rememberedUntilMs }: SnapshotDevice): void {
  if (rememberedUntilMs !== null && subscriber.status !== 'closed')
    subscriber.tenant.byCookie.set(mac, subscriber);
}
