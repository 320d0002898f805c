import { SeededRandom } from '@trunkline/kit';
import type { DeviceFaults, DeviceUser } from '../routeros/device-options.ts';
import type { CoaMode, NasFleetOptions, Span } from './fleet-options.ts';

export type LoginMethod = 'pap' | 'chap' | 'ms-chap-v1' | 'ms-chap-v2';

/** The API of a simulated router. */
export interface RouterApiPlan {
  /** On the router's own address; 0 takes any, told by `fleet.routers`. */
  readonly port: number;
  /** Of the same over TLS, with a certificate that the router made for itself; undefined: in the clear only. */
  readonly tlsPort?: number;
  readonly users: readonly DeviceUser[];
  /** `7.18.2` unless it says so. */
  readonly version?: string;
  readonly faults?: Partial<DeviceFaults>;
  /** Keeps the sentences it gets, for a test to look at. */
  readonly keepsRecord?: boolean;
}

/** What a server must know of a simulated router. */
export interface RouterPlan {
  readonly index: number;
  /** Its NAS-Identifier, as RouterOS takes it from `/system identity`. */
  readonly name: string;
  /** Source of its requests, NAS-IP-Address and address of its CoA listener. */
  readonly address: string;
  readonly secret: string;
  /** Instead of the fleet's. */
  readonly coaMode?: CoaMode;
  /** Instead of the fleet's. */
  readonly api?: RouterApiPlan;
  /** Whether it signs its Access-Requests; instead of what the fleet does. */
  readonly messageAuthenticator?: boolean;
  /** Sends Accounting-On before its subscribers dial at the start: an earlier run may have left sessions open. */
  readonly announcesStart?: boolean;
  /** By itself, and instead of the fleet's. */
  readonly rebootsPerHour?: number;
}

/** A login that no subscriber with a password makes: EAP, or PAP and CHAP in one request. */
export type OddProof = 'eap' | 'two-methods';

/** What a server must know of a simulated subscriber, and what the subscriber does. */
export interface SubscriberPlan {
  readonly index: number;
  readonly userName: string;
  readonly password: string;
  readonly method: LoginMethod;
  /** `02:00:00:00:00:2A`, upper case as RouterOS writes it. */
  readonly macAddress: string;
  /** Index of the router the subscriber is connected to. */
  readonly router: number;
  readonly downloadBps: number;
  readonly uploadBps: number;
  /** What part of the traffic goes where mangle rules may mark it, by packet mark. */
  readonly markShares?: Readonly<Record<string, number>>;
  /** Dials again as soon as a modem can, whatever share of the subscribers is to be online. */
  readonly isAlwaysPresent?: boolean;
  /** How long a session lasts; instead of the fleet's `sessionSeconds`. */
  readonly sessionSeconds?: Span;
  /** Instead of `method`. */
  readonly oddProof?: OddProof;
  /** Simulated seconds until the next dial after one that was refused; instead of the fleet's `offlineSeconds`. */
  readonly retrySeconds?: Span;
}

export interface FleetPlan {
  readonly routers: readonly RouterPlan[];
  readonly subscribers: readonly SubscriberPlan[];
}

type PlanOptions = Pick<
  NasFleetOptions,
  'seed' | 'routers' | 'subscribers' | 'firstAddress' | 'methods' | 'downloadBps' | 'uploadBps'
>;

/** Who is in a fleet: the same seed and sizes give the same routers and subscribers. Not secret in any sense. */
export function planFleet(options: PlanOptions): FleetPlan {
  const random = new SeededRandom(options.seed);
  const routers = Array.from({ length: options.routers }, (_, index): RouterPlan => ({
    index,
    name: `sim-router-${index + 1}`,
    address: addressAfter(options.firstAddress, index),
    secret: randomText(random, 24),
  }));
  const subscribers = Array.from({ length: options.subscribers }, (_, index): SubscriberPlan => ({
    index,
    userName: `sim-${index + 1}`,
    password: randomText(random, 10),
    method: options.methods[random.integer(options.methods.length)]!,
    macAddress: macOf(index + 1),
    router: index % options.routers,
    downloadBps: drawWithin(random, options.downloadBps),
    uploadBps: drawWithin(random, options.uploadBps),
  }));
  return { routers, subscribers };
}

/** A whole number within the span, bounds included. */
export function drawWithin(random: SeededRandom, { min, max }: Span): number {
  return Math.floor(min + random.real() * (max - min + 1));
}

/** Letters and digits that people do not mix up. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

function randomText(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => ALPHABET[random.integer(ALPHABET.length)]!).join('');
}

/** Counts up through the last three bytes, past .0 and .255 as well: on loopback they are addresses like others. */
function addressAfter(first: string, offset: number): string {
  const bytes = first.split('.').map(Number);
  const isIpv4 =
    bytes.length === 4 && bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
  if (!isIpv4) throw new RangeError(`${first} is not an IPv4 address`);
  const [network, b, c, d] = bytes as [number, number, number, number];
  const host = b * 65_536 + c * 256 + d + offset;
  if (host >= 2 ** 24) throw new RangeError(`there are fewer addresses than routers after ${first}`);
  return `${network}.${host >>> 16}.${(host >>> 8) & 255}.${host & 255}`;
}

/** The first byte 02 marks addresses that no vendor owns. */
function macOf(index: number): string {
  const hex = index.toString(16).toUpperCase().padStart(10, '0');
  return ['02', ...(hex.match(/../g) ?? [])].join(':');
}
