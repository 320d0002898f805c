import type { SubscriberStatus } from '../subscribers/index.ts';
import type { CivilZone } from './time/civil-zone.ts';
import type { WeeklyHours } from './time/login-windows.ts';
import type { PolicyCause } from './policy-cause.ts';

/** Why a subscriber is refused service. The codes are those of the authentication log and never change. */
export type PolicyRefusal =
  | 'aaa.tenant_suspended'
  | 'aaa.paused'
  | 'aaa.suspended'
  | 'aaa.disabled'
  | 'aaa.closed'
  | 'aaa.no_subscription'
  | 'aaa.expired'
  | 'aaa.quota_used_up'
  | 'aaa.outside_login_hours';

/** Bit/s, in the subscriber's view. */
export interface Rates {
  readonly downloadBps: number;
  readonly uploadBps: number;
}

export interface Burst extends Rates {
  readonly thresholdDownloadBps: number;
  readonly thresholdUploadBps: number;
  readonly timeS: number;
}

/** One step of fair use: from this volume in the period on, no faster than this. */
export interface FairUseTier extends Rates {
  readonly period: 'day' | 'week' | 'month';
  /** Of the period, from 1 in the order of the thresholds. */
  readonly number: number;
  readonly thresholdBytes: number;
}

/** `anniversary`: a month from the day on which the subscription's first period began. */
export type QuotaPeriod = 'daily' | 'weekly' | 'monthly' | 'anniversary' | 'one_time';

export interface PlanQuota {
  readonly period: QuotaPeriod;
  /** At least one of the two is given. */
  readonly bytes: number | null;
  readonly timeS: number | null;
  readonly atZero: 'cut' | 'slow' | 'walled_garden';
  /** With `slow` only. */
  readonly slow: Rates | null;
}

/** A zone of destinations with a speed of its own (null: that of the terms) or free of quota and fair use. */
export interface PlanZoneRule {
  readonly zoneId: string;
  readonly rates: Rates | null;
  readonly isFree: boolean;
}

/** A plan version as the policy needs it. `A` is whatever form the caller keeps custom attributes in. */
export interface PolicyPlanVersion<A> extends Rates {
  readonly id: string;
  readonly planId: string;
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
  /** What counts against quota and fair use. */
  readonly counts: 'both' | 'download';
  readonly quota: PlanQuota | null;
  /** By period, then by threshold. */
  readonly fairUse: readonly FairUseTier[];
  readonly zoneRules: readonly PlanZoneRule[];
}

export interface PolicySubscription {
  readonly id: string;
  readonly planVersionId: string;
  readonly isCancelled: boolean;
  readonly priority: number;
  readonly assignedAtMs: number;
  readonly startsAtMs: number;
  /** Where the counting of periods began: the start of the first. */
  readonly anchorAtMs: number;
  /** Exclusive; null: no end. */
  readonly expiresAtMs: number | null;
  /** Instead of the plan's. */
  readonly sessionVolumeBytes: number | null;
  /** Instead of the plan's quota in bytes. */
  readonly quotaBytes: number | null;
}

/**
 * What was counted, as of its last news. Each figure belongs to the period that it names; for any other the count is
 * nothing. Days, weeks (from Sunday) and months (from the 1st) are civil dates `YYYY-MM-DD` of the tenant's zone.
 */
export interface MeteredUsage {
  readonly day: string;
  readonly dayBytes: number;
  readonly week: string;
  readonly weekBytes: number;
  readonly month: string;
  readonly monthBytes: number;
  /** Start of the quota's running period; null: none has begun. */
  readonly quotaFromMs: number | null;
  readonly quotaBytes: number;
  readonly quotaTimeS: number;
}

/** Volume or time on top of the quota of the period that holds `atMs`, or until `untilMs` whatever the period. */
export interface TopUp {
  readonly atMs: number;
  readonly untilMs: number | null;
  readonly bytes: number;
  readonly timeS: number;
}

/** A speed of its own for a while, instead of the plan's and of speed rules; fair use still holds. */
export interface Boost extends Rates {
  readonly id: string;
  readonly fromMs: number;
  /** Exclusive. */
  readonly untilMs: number;
}

/** A speed rule of a tenant, prepared: `speed` makes them (`compileSpeedRule`). */
export interface PolicySpeedRule {
  readonly id: string;
  readonly name: string;
  /** Of several that hold the highest decides, then the one made first. */
  readonly priority: number;
  /** Null: whatever the plan. */
  readonly planIds: ReadonlySet<string> | null;
  /** Subscribers with one of these tags; null: all. */
  readonly tags: ReadonlySet<string> | null;
  /** Null: always. */
  readonly hours: WeeklyHours | null;
  /** `percent` multiplies the plan's rates, burst included; `fixed` replaces them and has no burst; null: only counts. */
  readonly effect: { readonly percent: number } | { readonly fixed: Rates } | null;
  /** How much of a byte counts against quota and fair use meanwhile, 0 to 100. */
  readonly countedPercent: number;
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
  readonly tags: readonly string[];
  /** Null: nothing was ever counted. */
  readonly usage: MeteredUsage | null;
  readonly topUps: readonly TopUp[];
  readonly boosts: readonly Boost[];
}

/** Where somebody goes who is let in only to pay. */
export interface WalledGarden extends Rates {
  /** The router's pool that the address comes from; null: the plan's. */
  readonly pool: string | null;
  /** The router's list that the address is put on; null: none. At least one of the two is given. */
  readonly addressList: string | null;
}

export interface PolicyTenant {
  readonly isSuspended: boolean;
  readonly zone: CivilZone;
  /** How long service goes on after a subscription has expired. */
  readonly graceMs: number;
  /** Null: the tenant refuses instead. */
  readonly walledGarden: WalledGarden | null;
  /** Which refusals become a walled garden, when there is one. A quota that is used up has its own word in the plan. */
  readonly walledFor: ReadonlySet<PolicyRefusal>;
  /** In the order in which they are asked: by priority, then age. Enabled ones only. */
  readonly speedRules: readonly PolicySpeedRule[];
}

/** What a session is to get. A subscriber's own address stands instead of the plan's pool. */
export interface Terms<A> extends Rates {
  /** `walled_garden`: let in to pay; the address list or the pool leads there. */
  readonly access: 'full' | 'walled_garden';
  readonly burst: Burst | null;
  readonly framedIp: string | null;
  readonly pool: string | null;
  readonly framedIpv6Prefix: string | null;
  readonly ipv6Pool: string | null;
  readonly delegatedIpv6Prefix: string | null;
  readonly delegatedIpv6Pool: string | null;
  /** The smallest of the plan's limit, the end of the subscription, the login hours and the time left; null: none. */
  readonly sessionTimeoutS: number | null;
  readonly idleTimeoutS: number | null;
  /** Null: what the NAS or the tenant says. */
  readonly interimIntervalS: number | null;
  /** The smallest of the plan's limit of a session and, where the end of the quota cuts, what is left of it. */
  readonly sessionVolumeBytes: number | null;
  readonly maxSessions: number;
  readonly addressList: string | null;
  readonly zoneRules: readonly PlanZoneRule[];
  readonly planAttributes: readonly A[];
  readonly subscriberAttributes: readonly A[];
}

/**
 * How the meter of a subscriber is to count from now on, and at which counts the answer changes next; null fields: at
 * none. Undefined on a decision: nothing of this subscriber needs counting.
 */
export interface Metering {
  readonly counts: 'both' | 'download';
  /** Free hours that apply: minutes of the week (from Monday 00:00) and how much of a byte counts. Null: always whole. */
  readonly countedHours: readonly { readonly hours: WeeklyHours; readonly percent: number }[] | null;
  readonly dayAlarmBytes: number | null;
  readonly weekAlarmBytes: number | null;
  readonly monthAlarmBytes: number | null;
  /** The quota's running period; null: the plan has no quota. */
  readonly quota: {
    readonly fromMs: number;
    /** Exclusive; null: no end. */
    readonly untilMs: number | null;
    /** With what was added; null: unlimited. */
    readonly limitBytes: number | null;
    readonly limitTimeS: number | null;
    /** Null: the quota is used up, or has no limit of this kind. */
    readonly alarmBytes: number | null;
    readonly alarmTimeS: number | null;
  } | null;
}

/**
 * `changesAtMs`: until then, and until a count reaches an alarm of `metering`, the same question has the same answer as
 * long as no row changes, but for what is left in `sessionTimeoutS` and `sessionVolumeBytes`; Infinity: for ever.
 * `cause`: the rule that decided, for `explainDecision`.
 */
export type Decision<A> =
  | {
      readonly kind: 'reject';
      readonly reason: PolicyRefusal;
      readonly cause: PolicyCause;
      /** Where the quota is what refuses. */
      readonly metering: Metering | undefined;
      readonly changesAtMs: number;
    }
  | {
      readonly kind: 'accept';
      readonly terms: Terms<A>;
      /** In a walled garden after the end, the one that ended last; null: there never was one. */
      readonly subscription: PolicySubscription | null;
      readonly cause: PolicyCause;
      readonly metering: Metering | undefined;
      readonly changesAtMs: number;
    };

export interface PolicyQuestion<A> {
  readonly tenant: PolicyTenant;
  readonly subscriber: PolicySubscriber<A>;
  /** The plan version with this id; undefined when it is not known (yet). */
  readonly planVersionOf: (id: string) => PolicyPlanVersion<A> | undefined;
  readonly nowMs: number;
}
