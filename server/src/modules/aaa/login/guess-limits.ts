import type { Clock } from '@trunkline/kit';
import { NasPort, NasPortId, type RadiusRequest } from '@trunkline/radius';
import { usernameKey } from '../../subscribers/index.ts';
import { isKnownDevice, noteDevice } from './known-device.ts';
import type { Login } from './read-login.ts';
import type { SnapshotNas, SnapshotSubscriber } from '../snapshot/snapshot-entries.ts';
import { TwoGenerations } from '../two-generations.ts';

/** Wrong passwords are counted within this; what is over a limit is refused for the time below. */
const windowMs = 60_000;
/** Short, so that who then types the right password waits little; at line rate it leaves three tries a second. */
const refuseMs = 30_000;
/** For one name from one device: more than a person mistypes, less than one who searches. */
export const maxWrongByDeviceAndName = 10;
/** For all names from one device. */
export const maxWrongByDevice = 30;
/**
 * For one name from all devices of the tenant's routers: a search that changes its device with each try. For the
 * subscriber's own device apart: no router with a wrong password asks so often, who poses as it does.
 */
export const maxWrongByName = 100;
/**
 * Pairs of device and name that fail for the first time, per NAS: at once, and then each second. Far above what
 * a NAS shows behind which thousands of routers go on with a wrong password, each of which is one pair; far below
 * a search at line rate.
 */
export const maxNewPairs = 5_000;
const newPairsPerSecond = 50;
/** Names, devices and pairs counted at one time, about 200 bytes each; beyond, the oldest is forgotten. */
const maxTallies = 100_000;
const maxBudgets = 10_000;

interface Tally {
  wrong: number;
  /** Monotonic: the end of the window, or of the refusal once the limit is reached. */
  endsAtMs: number;
  isRefusing: boolean;
}

/** New failing pairs that a NAS may still show. */
interface Budget {
  left: number;
  atMs: number;
}

/** A login that is about to be proven. */
export interface Attempt {
  readonly login: Login;
  readonly request: Pick<RadiusRequest<SnapshotNas>, 'packet' | 'client'>;
}

/** What is counted of an attempt; alike for a name that nobody has, so that nothing tells the difference. */
interface Keys {
  readonly byPair: string;
  /** Undefined where the NAS says none: its port may be that of thousands of subscribers. */
  readonly byDevice: string | undefined;
  readonly byName: string;
}

/**
 * Slows the search for a password: by device and name, by device, by name, and by NAS for those who change both.
 * What is over a limit is refused without a look at the password. For the device that the subscriber last logged in
 * or was online from, or that is bound to them, only what came from there counts: a stranger elsewhere locks nobody
 * out.
 * In memory, bounded, and by the monotonic clock: a jump of the wall clock neither locks nor frees.
 */
export class GuessLimits {
  readonly #clock: Clock;
  readonly #tallies = new TwoGenerations<Tally>(maxTallies);
  readonly #budgets = new TwoGenerations<Budget>(maxBudgets);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True: reject without a look at the password. */
  refuses(attempt: Attempt): boolean {
    if (this.#tallies.size === 0) return false;
    const nowMs = this.#clock.monotonic();
    const { subscriber } = attempt.login;
    // The daily life, for which no key is made.
    if (subscriber && isOwnDevice(subscriber, attempt.login)) return this.#isRefusing(subscriber.id, nowMs);
    const { byPair, byName, byDevice } = keysOf(attempt);
    return (
      this.#isRefusing(byPair, nowMs) ||
      this.#isRefusing(byName, nowMs) ||
      (byDevice !== undefined && this.#isRefusing(byDevice, nowMs)) ||
      (this.#isSpent(attempt.request.client.data.id, nowMs) && this.#tallies.get(byPair) === undefined)
    );
  }

  wrong(attempt: Attempt): void {
    const nowMs = this.#clock.monotonic();
    const { subscriber } = attempt.login;
    if (subscriber && isOwnDevice(subscriber, attempt.login))
      return this.#count(subscriber.id, maxWrongByName, nowMs);
    const { byPair, byDevice, byName } = keysOf(attempt);
    if (this.#tallies.get(byPair) === undefined) this.#spend(attempt.request.client.data.id, nowMs);
    this.#count(byPair, maxWrongByDeviceAndName, nowMs);
    this.#count(byName, maxWrongByName, nowMs);
    // A phone that walks by is asked for by its own address again and again; its owner may yet type a name.
    if (byDevice !== undefined && attempt.login.nameMac === undefined)
      this.#count(byDevice, maxWrongByDevice, nowMs);
  }

  right(attempt: Attempt): void {
    const { subscriber, station } = attempt.login;
    if (subscriber && this.#tallies.size > 0) this.#tallies.delete(subscriber.id);
    if (subscriber && isKnownDevice(subscriber, station)) return;
    if (this.#tallies.size > 0) {
      const { byPair, byDevice } = keysOf(attempt);
      this.#tallies.delete(byPair);
      if (byDevice !== undefined) this.#tallies.delete(byDevice);
    }
    if (subscriber) noteDevice(subscriber, station);
  }

  stats(): { counted: number } {
    return { counted: this.#tallies.size };
  }

  #isRefusing(key: string, nowMs: number): boolean {
    const tally = this.#tallies.get(key);
    return tally !== undefined && tally.isRefusing && nowMs < tally.endsAtMs;
  }

  #count(key: string, limit: number, nowMs: number): void {
    let tally = this.#tallies.get(key);
    if (!tally || nowMs >= tally.endsAtMs) {
      this.#tallies.set(key, (tally = { wrong: 0, endsAtMs: nowMs + windowMs, isRefusing: false }));
    }
    tally.wrong++;
    if (tally.wrong >= limit && !tally.isRefusing) {
      tally.isRefusing = true;
      tally.endsAtMs = nowMs + refuseMs;
    }
  }

  #isSpent(nasId: string, nowMs: number): boolean {
    const budget = this.#budgets.get(nasId);
    return budget !== undefined && leftAt(budget, nowMs) < 1;
  }

  #spend(nasId: string, nowMs: number): void {
    const budget = this.#budgets.get(nasId);
    const left = budget ? leftAt(budget, nowMs) : maxNewPairs;
    this.#budgets.set(nasId, { left: Math.max(left - 1, 0), atMs: nowMs });
  }
}

function isOwnDevice(subscriber: SnapshotSubscriber, { mac, station }: Login): boolean {
  return (mac !== undefined && subscriber.macs.includes(mac)) || isKnownDevice(subscriber, station);
}

function keysOf({ login, request: { packet, client } }: Attempt): Keys {
  const { tenant, id } = client.data;
  const { station } = login;
  const place = station.length > 0 ? station : (packet.raw(NasPortId) ?? packet.raw(NasPort));
  const device = place?.toString('latin1') ?? '';
  const rules = { stripRealm: tenant.stripsRealm, credential: 'password' } as const;
  const name = login.subscriber?.usernameKey ?? usernameKey(login.name.toString('utf8'), rules);
  // A zero byte between the parts: none stands in both of two that differ.
  return {
    byPair: `${id}\0${device}\0${name}`,
    byDevice: station.length > 0 ? `${id}\0${device}` : undefined,
    byName: `${tenant.id}\0\0${name}`,
  };
}

function leftAt({ left, atMs }: Budget, nowMs: number): number {
  return Math.min(maxNewPairs, left + ((nowMs - atMs) / 1000) * newPairsPerSecond);
}
