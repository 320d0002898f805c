import type { CustomAttribute } from './custom-attribute.ts';

export const planStatuses = ['draft', 'on_sale', 'retired'] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const planPayments = ['prepaid', 'postpaid'] as const;
export type PlanPayment = (typeof planPayments)[number];

export const planServices = ['pppoe', 'hotspot', 'ipoe', 'static', 'any'] as const;
export type PlanService = (typeof planServices)[number];

/** The states that a plan can go to. A plan that was ever on sale is never a draft again. */
const nextStatuses: Readonly<Record<PlanStatus, readonly PlanStatus[]>> = {
  draft: ['on_sale'],
  on_sale: ['retired'],
  retired: ['on_sale'],
};

export function mayBecome(from: PlanStatus, to: PlanStatus): boolean {
  return from === to || nextStatuses[from].includes(to);
}

/** Only what is on sale can be assigned anew; what is already sold goes on, retired or not. */
export function mayBeSold(status: PlanStatus): boolean {
  return status === 'on_sale';
}

export interface Plan {
  id: string;
  name: string;
  description: string | null;
  payment: PlanPayment;
  service: PlanService;
  status: PlanStatus;
  /** The plan that a form offers first; at most one in a tenant. */
  isDefault: boolean;
  revision: number;
}

export const validityUnits = ['minute', 'hour', 'day', 'week', 'month'] as const;

/** How long one purchase lasts. Minutes and hours are exact, the others civil time in the tenant's zone. */
export interface Validity {
  count: number;
  unit: (typeof validityUnits)[number];
}

/** Burst in the sense of RouterOS: above `rate` up to `burst` while the average stays under the threshold. */
export interface Burst {
  downloadBps: bigint;
  uploadBps: bigint;
  thresholdDownloadBps: bigint;
  thresholdUploadBps: bigint;
  timeS: number;
}

export interface PlanRates {
  downloadBps: bigint;
  uploadBps: bigint;
}

export const quotaPeriods = ['daily', 'weekly', 'monthly', 'anniversary', 'one_time'] as const;
export const quotaEnds = ['cut', 'slow', 'walled_garden'] as const;

/** What may be used in a period, and what happens when it is used up. At least one of `bytes` and `timeS`. */
export interface Quota {
  /** Days, weeks from Sunday and months from the 1st are the tenant's; an anniversary counts from the purchase. */
  period: (typeof quotaPeriods)[number];
  bytes: bigint | null;
  timeS: number | null;
  atZero: (typeof quotaEnds)[number];
  /** With `slow` only. */
  slow: PlanRates | null;
}

export const fairUsePeriods = ['day', 'week', 'month'] as const;

/** From this volume in the period on, no faster than this. */
export interface FairUseStep extends PlanRates {
  period: (typeof fairUsePeriods)[number];
  thresholdBytes: bigint;
}

/** What a zone means to who holds the plan: a speed of its own (null: the plan's), or free of quota and fair use. */
export interface ZoneRule {
  zoneId: string;
  rates: PlanRates | null;
  isFree: boolean;
}

/** What counts against quota and fair use. */
export const countedDirections = ['both', 'download'] as const;

/** What one version of a plan gives. Rates in bit/s, volumes in bytes, times in seconds; null: no limit. */
export interface PlanTerms {
  downloadBps: bigint;
  uploadBps: bigint;
  burst: Burst | null;
  sessionTimeoutS: number | null;
  idleTimeoutS: number | null;
  interimIntervalS: number | null;
  /** Upload and download of one session together. */
  sessionVolumeBytes: bigint | null;
  maxSessions: number;
  /** Devices that an account may use, on a hotspot plan; null: as many as come. */
  deviceSlots: number | null;
  pool: string | null;
  ipv6Pool: string | null;
  delegatedIpv6Pool: string | null;
  addressList: string | null;
  customAttributes: CustomAttribute[];
  counts: (typeof countedDirections)[number];
  quota: Quota | null;
  /** By period, then by threshold. */
  fairUse: FairUseStep[];
  zoneRules: ZoneRule[];
  validity: Validity | null;
  priceMinor: bigint;
  currency: string;
}

/** For whom new terms hold: new sales alone, renewals as well, or also what is sold already, at once. */
export const versionScopes = ['new_sales', 'renewals', 'all'] as const;
export type VersionScope = (typeof versionScopes)[number];

/** A version never changes; numbers count up from 1 within a plan. */
export interface PlanVersion {
  id: string;
  planId: string;
  number: number;
  /** Whether who renews from an older version gets this one. */
  takesRenewals: boolean;
  terms: PlanTerms;
}
