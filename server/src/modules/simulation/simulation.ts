import type { Validity } from '../plans/index.ts';

/** Whose usage is replayed: who held a plan in the range, these, who carries one of these tags, or everybody. */
export type Who =
  | { readonly planId: string }
  | { readonly subscriberIds: readonly string[] }
  | { readonly tags: readonly string[] }
  | { readonly everybody: true };

/** What people buy whose quota cut them; null fields of a simulation: nobody buys more. */
export interface SimulatedTopUp {
  readonly bytes: number;
  readonly priceMinor: number;
}

/** How long a simulation and its outcomes are kept. */
export const keptDays = 7;
export const mostDays = 62;
export const mostSubscribers = 60_000;
/** Subscribers of one transaction: a second or so of the worker's time, and the step in which progress shows. */
export const subscribersPerChunk = 250;

/** Money and length of what is sold. */
export interface Price {
  readonly priceMinor: number;
  readonly validity: Validity | null;
}

/** What would have become of one subscriber. Bytes of upload and download together. */
export interface Outcome {
  readonly subscriberId: string;
  readonly firstSlowAtMs: number | null;
  readonly slowMs: number;
  readonly firstCutAtMs: number | null;
  readonly cutMs: number;
  readonly usedBytes: number;
  /** Of `usedBytes` what would not have passed: because cut, because slow, because the plan itself is slower. */
  readonly cutBytes: number;
  readonly slowedBytes: number;
  readonly overSpeedBytes: number;
  /** Of `usedBytes` what passed while no subscription was in force; the terms say nothing about it. */
  readonly outsideBytes: number;
  readonly topUps: number;
  readonly paysNowMinor: number;
  readonly wouldPayMinor: number;
}

/** What many came to together. */
export interface Totals {
  subscribers: number;
  usedSubscribers: number;
  slowSubscribers: number;
  cutSubscribers: number;
  slowS: number;
  cutS: number;
  usedBytes: number;
  cutBytes: number;
  slowedBytes: number;
  overSpeedBytes: number;
  outsideBytes: number;
  topUps: number;
  paysNowMinor: number;
  wouldPayMinor: number;
  payMore: number;
  payLess: number;
}

/** One day of the range, of many together. */
export interface DayTotals {
  slowSubscribers: number;
  cutSubscribers: number;
  usedBytes: number;
  heldBackBytes: number;
}

export const noTotals = (): Totals => ({
  subscribers: 0,
  usedSubscribers: 0,
  slowSubscribers: 0,
  cutSubscribers: 0,
  slowS: 0,
  cutS: 0,
  usedBytes: 0,
  cutBytes: 0,
  slowedBytes: 0,
  overSpeedBytes: 0,
  outsideBytes: 0,
  topUps: 0,
  paysNowMinor: 0,
  wouldPayMinor: 0,
  payMore: 0,
  payLess: 0,
});

export const noDay = (): DayTotals => ({
  slowSubscribers: 0,
  cutSubscribers: 0,
  usedBytes: 0,
  heldBackBytes: 0,
});

/** Adds one subscriber. */
export function addOutcome(totals: Totals, outcome: Outcome): void {
  totals.subscribers++;
  if (outcome.usedBytes > 0) totals.usedSubscribers++;
  if (outcome.firstSlowAtMs !== null) totals.slowSubscribers++;
  if (outcome.firstCutAtMs !== null) totals.cutSubscribers++;
  totals.slowS += wholeSeconds(outcome.slowMs);
  totals.cutS += wholeSeconds(outcome.cutMs);
  totals.usedBytes += outcome.usedBytes;
  totals.cutBytes += outcome.cutBytes;
  totals.slowedBytes += outcome.slowedBytes;
  totals.overSpeedBytes += outcome.overSpeedBytes;
  totals.outsideBytes += outcome.outsideBytes;
  totals.topUps += outcome.topUps;
  totals.paysNowMinor += outcome.paysNowMinor;
  totals.wouldPayMinor += outcome.wouldPayMinor;
  if (outcome.wouldPayMinor > outcome.paysNowMinor) totals.payMore++;
  if (outcome.wouldPayMinor < outcome.paysNowMinor) totals.payLess++;
}

/** A moment counts as a second: who was slow was slow for some time. */
export function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}

/** Adds the numbers of `more`, name by name. */
export function addUp<T extends { [Name in keyof T]: number }>(sum: T, more: T): void {
  for (const name of Object.keys(sum) as (keyof T)[]) (sum[name] as number) += more[name];
}
