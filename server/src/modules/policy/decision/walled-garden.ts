import type {
  Decision,
  Metering,
  PolicyPlanVersion,
  PolicyQuestion,
  PolicyRefusal,
  PolicySubscription,
  Terms,
  WalledGarden,
} from '../policy.ts';
import type { QuotaCount } from '../policy-cause.ts';
import { smallestTimeout } from './session-timeout.ts';

const none: readonly never[] = [];

/** Why somebody gets no service, and what is known of them for the walled garden that may stand instead. */
export interface Refusal<A> {
  readonly reason: PolicyRefusal;
  readonly subscription: PolicySubscription | null;
  readonly plan: PolicyPlanVersion<A> | undefined;
  readonly metering?: Metering;
  readonly quota?: QuotaCount;
  readonly changesAtMs: number;
}

export function refuse<A>({ reason, metering, quota, changesAtMs }: Refusal<A>): Decision<A> {
  const untilMs = changesAtMs === Infinity ? null : changesAtMs;
  return {
    kind: 'reject',
    reason,
    cause: quota ? { code: 'refused', reason, untilMs, quota } : { code: 'refused', reason, untilMs },
    metering,
    changesAtMs,
  };
}

/** Lets somebody in only to pay. */
export function letIntoGarden<A>(
  garden: WalledGarden,
  refusal: Refusal<A>,
  { subscriber, nowMs }: PolicyQuestion<A>,
): Decision<A> {
  const { reason, subscription, plan, metering, quota, changesAtMs } = refusal;
  const untilMs = changesAtMs === Infinity ? null : changesAtMs;
  const why = { code: 'walled_garden', reason, untilMs } as const;
  return {
    kind: 'accept',
    terms: gardenTerms(garden, {
      plan,
      // An address of one's own leads past a pool; a list takes it along.
      framedIp: garden.pool === null ? subscriber.framedIp : null,
      sessionTimeoutS: smallestTimeout(plan?.sessionTimeoutS ?? null, changesAtMs - nowMs),
      maxSessions: subscriber.maxSessions ?? plan?.maxSessions ?? 1,
    }),
    subscription,
    cause: quota ? { ...why, quota } : why,
    metering,
    changesAtMs,
  };
}

/** No IPv6, no zones and no attributes of the plan: each could lead past the garden. */
function gardenTerms<A>(
  garden: WalledGarden,
  given: Pick<Terms<A>, 'framedIp' | 'sessionTimeoutS' | 'maxSessions'> & {
    readonly plan: PolicyPlanVersion<A> | undefined;
  },
): Terms<A> {
  const { plan, framedIp, sessionTimeoutS, maxSessions } = given;
  return {
    access: 'walled_garden',
    downloadBps: garden.downloadBps,
    uploadBps: garden.uploadBps,
    burst: null,
    framedIp,
    pool: framedIp === null ? (garden.pool ?? plan?.pool ?? null) : null,
    framedIpv6Prefix: null,
    ipv6Pool: null,
    delegatedIpv6Prefix: null,
    delegatedIpv6Pool: null,
    sessionTimeoutS,
    idleTimeoutS: plan?.idleTimeoutS ?? null,
    interimIntervalS: plan?.interimIntervalS ?? null,
    sessionVolumeBytes: null,
    maxSessions,
    addressList: garden.addressList,
    zoneRules: none,
    planAttributes: none,
    subscriberAttributes: none,
  };
}
