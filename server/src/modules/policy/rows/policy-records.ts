import type { LoginWindow, SubscriberStatus } from '../../subscribers/index.ts';
import type { FairUseTier, MeteredUsage, PlanQuota, QuotaPeriod, TopUp } from '../policy.ts';
import type { SpeedRuleRecord } from '../decision/speed-rule.ts';

/**
 * The rows that the policy decides by, as JSON made by PostgreSQL (`policy-sql.ts`). Instants are milliseconds since
 * 1970 UTC. What is optional is missing in a snapshot file that an earlier version wrote.
 */
export interface PolicyTenantRecord {
  readonly status: 'active' | 'suspended';
  readonly timeZone: string;
  readonly settings: readonly { readonly key: string; readonly value: unknown }[];
  /** Enabled ones, by priority, then age. */
  readonly speedRules?: readonly SpeedRuleRecord[];
}

/** A custom attribute as it is kept. */
export interface StoredAttribute {
  readonly name: string;
  readonly value: string;
}

export interface ZoneRuleRecord {
  readonly zoneId: string;
  readonly downloadBps: number | null;
  readonly uploadBps: number | null;
  readonly isFree: boolean;
}

export interface PlanVersionRecord {
  readonly planId?: string;
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly burstDownloadBps: number | null;
  readonly burstUploadBps: number | null;
  readonly burstThresholdDownloadBps: number | null;
  readonly burstThresholdUploadBps: number | null;
  readonly burstTimeS: number | null;
  readonly sessionTimeoutS: number | null;
  readonly idleTimeoutS: number | null;
  readonly interimIntervalS: number | null;
  readonly sessionVolumeBytes: number | null;
  readonly maxSessions: number;
  readonly pool: string | null;
  readonly ipv6Pool: string | null;
  readonly delegatedIpv6Pool: string | null;
  readonly addressList: string | null;
  readonly customAttributes: readonly StoredAttribute[];
  readonly counts?: 'both' | 'download';
  readonly quotaPeriod?: QuotaPeriod | null;
  readonly quotaBytes?: number | null;
  readonly quotaTimeS?: number | null;
  readonly quotaAtZero?: PlanQuota['atZero'] | null;
  readonly quotaSlowDownloadBps?: number | null;
  readonly quotaSlowUploadBps?: number | null;
  /** By period, then by threshold. */
  readonly fairUse?: readonly Omit<FairUseTier, 'number'>[];
  readonly zoneRules?: readonly ZoneRuleRecord[];
  /** What the policy does not ask, and a login does. */
  readonly service?: string;
  readonly deviceSlots?: number | null;
}

export interface SubscriptionRecord {
  readonly id: string;
  readonly planVersionId: string;
  readonly status: 'pending' | 'active' | 'expired' | 'cancelled';
  readonly priority: number;
  readonly assignedAtMs: number;
  readonly startsAtMs: number;
  readonly anchorAtMs?: number;
  readonly expiresAtMs: number | null;
  readonly sessionVolumeBytes: number | null;
  readonly quotaBytes?: number | null;
}

export interface BoostRecord {
  readonly id: string;
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface PolicySubscriberRecord {
  readonly status: SubscriberStatus;
  readonly maxSessions: number | null;
  readonly loginWindows: readonly LoginWindow[] | null;
  readonly framedIp: string | null;
  readonly framedIpv6Prefix: string | null;
  readonly delegatedIpv6Prefix: string | null;
  readonly customAttributes: readonly StoredAttribute[];
  /** Those that end last. */
  readonly subscriptions: readonly SubscriptionRecord[];
  readonly tags?: readonly string[];
  readonly usage?: MeteredUsage | null;
  /** The newest. */
  readonly topUps?: readonly TopUp[];
  /** Those that end last. */
  readonly boosts?: readonly BoostRecord[];
}
