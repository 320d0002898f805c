import type { SubscriberStatus } from '../subscribers/index.ts';
import type { CivilZone } from './civil-zone.ts';
import type { WeeklyHours } from './login-windows.ts';

/** Why a subscriber is refused service. The codes are those of the authentication log and never change. */
export type PolicyRefusal =
  | 'aaa.tenant_suspended'
  | 'aaa.paused'
  | 'aaa.suspended'
  | 'aaa.disabled'
  | 'aaa.closed'
  | 'aaa.no_subscription'
  | 'aaa.expired'
  | 'aaa.outside_login_hours';

export interface Burst {
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly thresholdDownloadBps: number;
  readonly thresholdUploadBps: number;
  readonly timeS: number;
}

/** A plan version as the policy needs it. `A` is whatever form the caller keeps custom attributes in. */
export interface PolicyPlanVersion<A> {
  readonly id: string;
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly burst: Burst | null;
  readonly sessionTimeoutS: number | null;
  readonly idleTimeoutS: number | null;
  readonly interimIntervalS: number | null;
  /** Upload and download of one session together. */
  readonly sessionVolumeBytes: number | null;
  readonly maxSessions: number;
  readonly pool: string | null;
  readonly ipv6Pool: string | null;
  readonly delegatedIpv6Pool: string | null;
  readonly addressList: string | null;
  readonly customAttributes: readonly A[];
}

export interface PolicySubscription {
  readonly id: string;
  readonly planVersionId: string;
  readonly isCancelled: boolean;
  readonly priority: number;
  readonly assignedAtMs: number;
  readonly startsAtMs: number;
  /** Exclusive; null: no end. */
  readonly expiresAtMs: number | null;
  /** Instead of the plan's. */
  readonly sessionVolumeBytes: number | null;
}

export interface PolicySubscriber<A> {
  readonly status: SubscriberStatus;
  /** Instead of the plan's. */
  readonly maxSessions: number | null;
  /** Null: at any time. */
  readonly loginHours: WeeklyHours | null;
  readonly framedIp: string | null;
  readonly framedIpv6Prefix: string | null;
  readonly delegatedIpv6Prefix: string | null;
  readonly customAttributes: readonly A[];
  readonly subscriptions: readonly PolicySubscription[];
}

export interface PolicyTenant {
  readonly isSuspended: boolean;
  readonly zone: CivilZone;
  /** How long service goes on after a subscription has expired. */
  readonly graceMs: number;
}

/** What a session is to get. A subscriber's own address stands instead of the plan's pool. */
export interface Terms<A> {
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly burst: Burst | null;
  readonly framedIp: string | null;
  readonly pool: string | null;
  readonly framedIpv6Prefix: string | null;
  readonly ipv6Pool: string | null;
  readonly delegatedIpv6Prefix: string | null;
  readonly delegatedIpv6Pool: string | null;
  /** The smallest of the plan's limit, the end of the subscription and the end of the login hours; null: none. */
  readonly sessionTimeoutS: number | null;
  readonly idleTimeoutS: number | null;
  /** Null: what the NAS or the tenant says. */
  readonly interimIntervalS: number | null;
  readonly sessionVolumeBytes: number | null;
  readonly maxSessions: number;
  readonly addressList: string | null;
  readonly planAttributes: readonly A[];
  readonly subscriberAttributes: readonly A[];
}

/**
 * `changesAtMs`: until then the same question has the same answer as long as no row changes, but for the
 * time left in `sessionTimeoutS`; Infinity: for ever.
 */
export type Decision<A> =
  | { readonly kind: 'reject'; readonly reason: PolicyRefusal; readonly changesAtMs: number }
  | {
      readonly kind: 'accept';
      readonly terms: Terms<A>;
      readonly subscription: PolicySubscription;
      readonly changesAtMs: number;
    };

export interface PolicyQuestion<A> {
  readonly tenant: PolicyTenant;
  readonly subscriber: PolicySubscriber<A>;
  /** The plan version with this id; undefined when it is not known (yet). */
  readonly planVersionOf: (id: string) => PolicyPlanVersion<A> | undefined;
  readonly nowMs: number;
}
