import type { Clock, Random } from '@trunkline/kit';
import { uuidv7 } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import { mostDevices } from './device-slots.ts';
import { keepDevice } from './device-store.ts';
import { formatMac, readMac, type MacNumber } from './mac-address.ts';
import type {
  SnapshotDevice,
  SnapshotPlanVersion,
  SnapshotSubscriber,
} from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Devices waiting for the database. Those beyond hold in this process until it restarts. */
const maxWaiting = 10_000;
const passMs = 200;
/** With the database away, asked again after this. */
const retryMs = 2_000;
/** A login waits no longer than this for the other nodes. */
const claimLimitMs = 250;
/** A device that comes and goes is written down as seen no more often than this. */
const seenStepMs = 6 * 3_600_000;

/** A device at a login of a hotspot account. */
export interface DeviceLogin {
  readonly subscriber: SnapshotSubscriber;
  readonly mac: MacNumber;
  readonly plan: SnapshotPlanVersion;
  /** It proved the password, so that it may be remembered. */
  readonly isByPassword: boolean;
  readonly nowMs: number;
}

interface Waiting extends SnapshotDevice {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly slots: number | null;
  readonly forgetMs: number;
}

/**
 * Remembers the devices of hotspot accounts: at once in the snapshot, and behind the login in the database, as often as
 * it takes. There they are counted under a lock, so that what two nodes granted at once beyond the slots is not kept.
 */
export class DeviceKeeper {
  readonly #database: Database;
  readonly #snapshot: Snapshot;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #onFault: (error: unknown) => void;
  readonly #waiting = new Map<string, Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #pass: Promise<void> | undefined;
  #restsUntilMs = -Infinity;

  constructor(options: {
    database: Database;
    snapshot: Snapshot;
    clock: Clock;
    random: Random;
    onFault: (error: unknown) => void;
  }) {
    this.#database = options.database;
    this.#snapshot = options.snapshot;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#onFault = options.onFault;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#waiting.size > 0 && !this.#isResting) void this.#runPass();
    }, passMs);
  }

  /** One last try. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#runPass();
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** A device was let in. */
  admit(login: DeviceLogin): void {
    const device = deviceOf(login);
    if (device) this.#keep(login, device);
  }

  /** The device of a session that goes on, where it is one of the account's: of nearly all who report, it is not. */
  see(subscriberId: string, stationId: string): void {
    const subscriber = this.#snapshot.subscriberById(subscriberId);
    if (!subscriber || subscriber.devices.length === 0) return;
    const mac = readMac(Buffer.from(stationId, 'latin1'));
    const known = subscriber.devices.find((device) => device.mac === mac);
    if (!known) return;
    const nowMs = this.#clock.now();
    if (nowMs - known.lastSeenMs < seenStepMs) return;
    this.#keep({ subscriber, plan: undefined }, { ...known, lastSeenMs: nowMs });
  }

  /**
   * While there are other nodes, a device that is new here is counted in the database before it is let in. True also
   * when the database cannot say in time: then this node alone decides.
   */
  async claim(login: DeviceLogin): Promise<boolean> {
    const { subscriber, mac, plan } = login;
    const isKnown = subscriber.devices.some((device) => device.mac === mac);
    const device = deviceOf(login);
    if (isKnown || plan.deviceSlots === null || !device || this.#isResting) return true;
    const waiting = waitingOf(login, device);
    const late = new Promise<true>((resolve) => setTimeout(() => resolve(true), claimLimitMs));
    return Promise.race([this.#write(waiting).catch((error: unknown) => this.#rest(error)), late]);
  }

  get #isResting(): boolean {
    return this.#clock.monotonic() < this.#restsUntilMs;
  }

  #rest(error: unknown): true {
    this.#onFault(error);
    this.#restsUntilMs = this.#clock.monotonic() + retryMs;
    return true;
  }

  #keep(
    login: { subscriber: SnapshotSubscriber; plan: SnapshotPlanVersion | undefined },
    device: SnapshotDevice,
  ): void {
    const { id } = login.subscriber;
    const key = `${id} ${device.mac}`;
    if (this.#waiting.size >= maxWaiting && !this.#waiting.has(key)) return;
    this.#waiting.set(key, waitingOf(login, device));
    this.#snapshot.keepDevice(id, device);
  }

  #runPass(): Promise<void> {
    this.#pass ??= this.#writeAll().finally(() => (this.#pass = undefined));
    return this.#pass;
  }

  async #writeAll(): Promise<void> {
    for (const [key, waiting] of this.#waiting) {
      try {
        const isKept = await this.#write(waiting);
        // A login of the same device meanwhile has put something newer in its place.
        if (this.#waiting.get(key) !== waiting) continue;
        this.#waiting.delete(key);
        this.#snapshot.settleDevice(waiting.subscriberId, waiting.mac, isKept);
      } catch (error) {
        this.#rest(error);
        return;
      }
    }
  }

  #write(waiting: Waiting): Promise<boolean> {
    const { tenantId, subscriberId, mac, lastSeenMs, rememberedUntilMs, slots, forgetMs } = waiting;
    return this.#database.acrossTenants((tx) =>
      keepDevice(tx, {
        id: uuidv7(this.#clock, this.#random),
        tenantId,
        subscriberId,
        mac: formatMac(mac),
        seenAt: new Date(lastSeenMs),
        rememberedUntil: rememberedUntilMs === null ? null : new Date(rememberedUntilMs),
        slots,
        forgetBefore: new Date(lastSeenMs - forgetMs),
        most: mostDevices,
      }),
    );
  }
}

/** The device as it is from now on; undefined: nothing of it is news. */
function deviceOf({ subscriber, mac, isByPassword, nowMs }: DeviceLogin): SnapshotDevice | undefined {
  const { tenant, devices } = subscriber;
  const known = devices.find((device) => device.mac === mac);
  const isRemembering = isByPassword && tenant.remembersDevices;
  // A day's step, so that a device that logs in all day long is not written all day long.
  const rememberedUntilMs = isRemembering ? nowMs + tenant.macCookieMs : (known?.rememberedUntilMs ?? null);
  const isSameMemory = !isRemembering || (known?.rememberedUntilMs ?? 0) > rememberedUntilMs! - seenStepMs;
  if (known && isSameMemory && nowMs - known.lastSeenMs < seenStepMs) return undefined;
  return { mac, lastSeenMs: nowMs, rememberedUntilMs };
}

function waitingOf(
  { subscriber, plan }: { subscriber: SnapshotSubscriber; plan: SnapshotPlanVersion | undefined },
  device: SnapshotDevice,
): Waiting {
  const { tenant, id } = subscriber;
  return {
    ...device,
    tenantId: tenant.id,
    subscriberId: id,
    slots: plan ? plan.deviceSlots : null,
    forgetMs: tenant.deviceForgetMs,
  };
}
