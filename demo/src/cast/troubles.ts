import type { Span } from '@trunkline/simulators';

/**
 * Why somebody is refused, or nearly. Each is a fact of the installation (what was sold, what was blocked, to
 * whom a name is bound) or of the device that dials; the server finds the reason by itself.
 */
export type Trouble =
  | 'expired'
  | 'in-grace'
  | 'never-sold'
  | 'suspended'
  | 'paused'
  | 'disabled'
  | 'closed'
  | 'mistyped-password'
  | 'other-device'
  | 'other-router'
  | 'shared-account'
  | 'quota-used-up'
  | 'day-hours'
  | 'night-hours'
  | 'eap-supplicant'
  | 'confused-client';

export interface TroubleRule {
  readonly trouble: Trouble;
  /** How many subscribers have it. */
  readonly people: number;
  /** How many of them dial nevertheless; the others have given up. */
  readonly dialling: number;
}

export const troubleRules: readonly TroubleRule[] = [
  { trouble: 'expired', people: 26, dialling: 7 },
  { trouble: 'in-grace', people: 6, dialling: 6 },
  { trouble: 'never-sold', people: 7, dialling: 3 },
  { trouble: 'suspended', people: 12, dialling: 5 },
  { trouble: 'paused', people: 8, dialling: 2 },
  { trouble: 'disabled', people: 4, dialling: 2 },
  { trouble: 'closed', people: 9, dialling: 2 },
  { trouble: 'mistyped-password', people: 5, dialling: 5 },
  { trouble: 'other-device', people: 4, dialling: 4 },
  { trouble: 'other-router', people: 3, dialling: 3 },
  { trouble: 'shared-account', people: 3, dialling: 3 },
  { trouble: 'quota-used-up', people: 4, dialling: 3 },
  { trouble: 'day-hours', people: 3, dialling: 3 },
  { trouble: 'night-hours', people: 3, dialling: 3 },
  { trouble: 'eap-supplicant', people: 1, dialling: 1 },
  { trouble: 'confused-client', people: 1, dialling: 1 },
];

/** Those whose logins are accepted sooner or later: they come and go like all others. */
const servedTroubles: ReadonlySet<Trouble> = new Set([
  'in-grace',
  'shared-account',
  'day-hours',
  'night-hours',
]);

/** Whether the subscriber has service at some hour of the day. */
export function isServed(trouble: Trouble | undefined): boolean {
  return trouble === undefined || servedTroubles.has(trouble);
}

/** How often a modem that is refused asks again: seldom enough that the log stays readable. */
export const refusedRetrySeconds: Span = { min: 70, max: 420 };
/** Of one who searches for a password. */
export const guessingRetrySeconds: Span = { min: 1, max: 3 };
