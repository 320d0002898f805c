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

export const validityUnits = ['hour', 'day', 'month'] as const;

/** How long one purchase lasts. Hours are exact, days and months civil time in the tenant's zone. */
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
  pool: string | null;
  ipv6Pool: string | null;
  delegatedIpv6Pool: string | null;
  addressList: string | null;
  customAttributes: CustomAttribute[];
  validity: Validity | null;
  priceMinor: bigint;
  currency: string;
}

/** A version never changes; numbers count up from 1 within a plan. */
export interface PlanVersion {
  id: string;
  planId: string;
  number: number;
  terms: PlanTerms;
}
