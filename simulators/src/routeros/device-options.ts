import type { Clock } from '@trunkline/kit';
import type { Timers } from '@trunkline/routeros';

/** Who may use the API of a device. */
export interface DeviceUser {
  readonly name: string;
  readonly password: string;
  /** False: its group may only read, and `add`, `set` and `remove` are answered with `not enough permissions`. */
  readonly mayWrite?: boolean;
}

/** What a device does instead of answering well. */
export interface DeviceFaults {
  /** Between a command and its answer. */
  readonly answerDelayMs: number;
  /** Takes no connections: what is listening closes them at once. */
  readonly refusesConnections: boolean;
  /** Everybody's password is wrong. */
  readonly refusesLogins: boolean;
  /** Commands whose path starts so are refused with this trap. */
  readonly trap: { readonly path: string; readonly message: string; readonly category: number } | undefined;
  /**
   * Loses its power at the given command after the login (the first is 1) of each connection: before it is done,
   * or after, when only its answer is missing.
   */
  readonly dies: { readonly atCommand: number; readonly when: 'before' | 'after' } | undefined;
  /** Instead of the answer to any command after the login. */
  readonly instead: Mischief | undefined;
  /** Names of users and interfaces hold markup. */
  readonly htmlNames: boolean;
  /** By so much its clock is wrong, as after a power cut without a battery; until it asks somebody for the time. */
  readonly clockErrorMs: number;
}

export type Mischief =
  /** Nothing. */
  | 'silence'
  /** Random bytes. */
  | 'garbage'
  /** A length byte that is reserved. */
  | 'reserved-length'
  /** A word of 4 GiB, as far as its length says; bytes follow as long as they are taken. */
  | 'endless-word'
  /** Words without the end of their sentence. */
  | 'endless-sentence'
  /** Rows without a `!done`. */
  | 'endless-rows'
  /** Sentences for commands that nobody sent. */
  | 'strays'
  /** One byte of the answer each `trickleMs`. */
  | 'trickle'
  /** `!fatal`, and the connection closes. */
  | 'fatal';

export const NO_DEVICE_FAULTS: DeviceFaults = {
  answerDelayMs: 0,
  refusesConnections: false,
  refusesLogins: false,
  trap: undefined,
  dies: undefined,
  instead: undefined,
  htmlNames: false,
  clockErrorMs: 0,
};

export interface Endpoint {
  readonly address: string;
  /** 0 takes any. */
  readonly port: number;
}

export interface RouterosDeviceOptions {
  readonly seed: number;
  readonly listen: Endpoint;
  /** `anonymous`: without a certificate, as a router that was never given one. */
  readonly tls?: { readonly listen: Endpoint; readonly certificate: DeviceCertificate | 'anonymous' };
  readonly users: readonly DeviceUser[];
  /** `7.15.3`; before 6.43 it logs in by a challenge. */
  readonly version: string;
  readonly identity?: string;
  readonly faults?: Partial<DeviceFaults>;
  readonly trickleMs?: number;
  /** Keeps every sentence it gets; else only counts them. */
  readonly keepsRecord?: boolean;
  readonly clock?: Clock;
  readonly timers?: Timers;
}

export interface DeviceCertificate {
  readonly key: string;
  readonly cert: string;
}
